import Testing
import Workflows

/// A resource that writes down when it was made and torn down.
final class Thing: Sendable {
  let name: String
  let log: Recorder<String>

  init(_ name: String, _ log: Recorder<String>) {
    self.name = name
    self.log = log
    log.append("make \(name)")
  }

  func close() { log.append("close \(name)") }
}

struct Broken: Error, Hashable { var reason = "broken" }

extension Resources {
  /// Where things write; each test replaces it by one of its own.
  var diary: ResourceDefinition<Recorder<String>> { .value(Recorder()) }
  /// What a factory is to do besides; each test that needs it replaces it.
  var hook: ResourceDefinition<@Sendable (String) async throws -> Void> { .value { _ in } }

  var ofRuntime: ResourceDefinition<Thing> { thing(.runtime) }
  var ofWorkflow: ResourceDefinition<Thing> { thing(.workflow) }
  var ofRun: ResourceDefinition<Thing> { thing(.run) }
  var ofStep: ResourceDefinition<Thing> { thing(.step) }

  /// One for a run, which needs another one for a run, which needs one of the workflow.
  var top: ResourceDefinition<Thing> { thing(.run) { _ = try await $0.resource(\.middle) } }
  var middle: ResourceDefinition<Thing> { thing(.run) { _ = try await $0.resource(\.ofWorkflow) } }

  private func thing(
    _ scope: ResourceScope, name: String = #function,
    _ needs: @escaping @Sendable (ResourceResolver) async throws -> Void = { _ in }
  ) -> ResourceDefinition<Thing> {
    ResourceDefinition(scope: scope, name: name) { resources in
      try await needs(resources)
      let (diary, hook) = (try await resources.resource(\.diary), try await resources.resource(\.hook))
      try await hook(name)
      return Thing(name, diary)
    } teardown: {
      $0.close()
    }
  }
}

/// Runs a test in a lab whose things write into one diary.
func withDiary(
  hook: @escaping @Sendable (String) async throws -> Void = { _ in }, sourceLocation: TestLocation = #_sourceLocation,
  _ body: (Lab, Recorder<String>) async throws -> Void
) async throws {
  let diary = Recorder<String>()
  var replacements = ResourceReplacements()
  replacements.replace(\.diary, with: diary)
  replacements.replace(\.hook, with: hook)
  try await inLab(resources: replacements, sourceLocation: sourceLocation) { try await body($0, diary) }
}

typealias Using = InlineWorkflow<Start<Int>, Stop<Int>, NoState>

/// A workflow whose one step uses resources.
func using(
  _ name: String = "using", _ options: StepOptions = .init(),
  _ body: @escaping @Sendable (WorkflowContext<Using>) async throws -> Void
) -> Using {
  Using(name, output: Int.self) {
    Step("use", options) { (event: Start<Int>, context) in
      try await body(context)
      return Stop(event.input)
    }
  }
}
