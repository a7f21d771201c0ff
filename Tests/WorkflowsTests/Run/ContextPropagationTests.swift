import ServiceContextModule
import Testing
import Workflows
import WorkflowsTesting

private enum NameKey: ServiceContextKey { typealias Value = String }

private func named(_ name: String) -> ServiceContext {
  var context = ServiceContext.topLevel
  context[NameKey.self] = name
  return context
}

private var currentName: String? { ServiceContext.current?[NameKey.self] }

/// What the caller of `run` has, its steps have.
@Suite("The context of the caller", .mayNotHang)
struct ContextPropagationTests {
  @TaskLocal static var local = "none"

  /// Notes what is there in each step: the first, one that is sent to, one of a fan-out, a retry, an answer.
  private func noting(
    _ seen: Recorder<String>
  ) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("noting", output: Int.self) {
      Step("first", sends: Text.self) { (_: Start<Int>, context) in
        seen.append("first \(currentName ?? "-") \(Self.local)")
        context.sendEvent(Text(text: ""))
        return [Number(n: 1), Number(n: 2)]
      }
      Step("sent") { (_: Text, context) in
        seen.append("sent \(currentName ?? "-") \(Self.local)")
      }
      Step("fan", retry: .constantDelay(.seconds(1), maxAttempts: 2)) { (event: Number, context) -> Question? in
        seen.append("fan\(context.attempt) \(currentName ?? "-") \(context.attempt == 1 ? Self.local : "")")
        if context.attempt == 1 { throw Boom() }
        return context.collectEvents(event, count: 2).map { _ in Question(text: "?") }
      }
      Step("answered") { (_: Answer, _) in
        seen.append("answered \(currentName ?? "-")")
        return Stop(1)
      }
    }
  }

  @Test func `is in every step, also after a delay and after an event from outside`() async throws {
    try await inLab { lab in
      let seen = Recorder<String>()
      let handler = ServiceContext.withValue(named("Ada")) {
        Self.$local.withValue("mine") { lab.run(noting(seen), 0) }
      }
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 2)
      await ServiceContext.withValue(named("somebody else")) {
        for await _ in handler.streamEvents().of(Question.self) {
          do { try handler.sendEvent(Answer(text: "")) } catch { Issue.record(error) }
        }
      }
      _ = try await handler.result
      #expect(
        seen.values.sorted() == [
          "answered Ada", "fan1 Ada mine", "fan1 Ada mine", "fan2 Ada ", "fan2 Ada ", "first Ada mine",
          "sent Ada mine",
        ])
    }
  }

  @Test func `is in the steps of a run that had to wait for its turn, and not that of the run before`() async throws {
    try await inLab(limits: .init(concurrentRuns: 1)) { lab in
      let gate = Gate()
      let first = ServiceContext.withValue(named("first")) { lab.run(waiting(at: gate), 0) }
      let seen = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("a") { (_: Start<Int>, _) in
          seen.append(currentName ?? "-")
          return Number(n: 1)
        }
        Step("b") { (event: Number, _) in
          seen.append(currentName ?? "-")
          return Stop(event.n)
        }
      }
      let second = ServiceContext.withValue(named("second")) { lab.run(workflow, 0) }
      let third = lab.run(workflow, 0)
      await gate.arrived()
      gate.open()
      _ = try await first.result
      _ = try await second.result
      _ = try await third.result
      #expect(seen.values == ["second", "second", "-", "-"])
    }
  }

  @Test func `does not leak from whoever sends an event from outside into a run without one`() async throws {
    try await inLab { lab in
      let seen = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("begin") { (_: Start<Int>, _) in }
        Step("hear") { (_: Answer, _) in
          seen.append("\(currentName ?? "-") \(Self.local)")
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      try ServiceContext.withValue(named("other")) {
        try Self.$local.withValue("other") { try handler.sendEvent(Answer(text: "")) }
      }
      _ = try await handler.result
      #expect(seen.values == ["- none"])
    }
  }

  @Test func `is in a step to which a detached task of another step sent`() async throws {
    try await inLab { lab in
      let seen = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("begin", sends: Number.self) { (_: Start<Int>, context) in
          await Task.detached { context.sendEvent(Number(n: 1)) }.value
        }
        Step("take") { (event: Number, _) in
          seen.append(currentName ?? "-")
          return Stop(event.n)
        }
      }
      let handler = ServiceContext.withValue(named("Ada")) { lab.run(workflow, 0) }
      _ = try await handler.result
      #expect(seen.values == ["Ada"])
    }
  }

  @Test func `does not bind a step to an actor, but lets it choose the main one`() async throws {
    try await inLab { lab in
      let seen = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("main") { @MainActor (_: Start<Int>, _) in
          MainActor.assertIsolated()
          seen.append("main")
          return Number(n: 1)
        }
        Step("anywhere") { (event: Number, _) in
          seen.append("anywhere")
          return Text(text: "x")
        }
        Step("main again") { @MainActor (_: Text, _) in
          MainActor.assertIsolated()
          seen.append("main again")
          return Stop(1)
        }
      }
      let handler = await MainActor.run { lab.run(workflow, 0) }
      _ = try await handler.result
      #expect(seen.values == ["main", "anywhere", "main again"])
    }
  }

  @Test func `is in a step that blocks its thread, too`() async throws {
    try await inLab { lab in
      let seen = Recorder<String>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("first", blocking: true) { (_: Start<Int>, _) in
          seen.append("\(currentName ?? "-") \(Self.local)")
          return Number(n: 1)
        }
        Step("second", blocking: true) { (event: Number, _) in
          seen.append("\(currentName ?? "-") \(Self.local)")
          return Stop(event.n)
        }
      }
      let handler = ServiceContext.withValue(named("Ada")) {
        Self.$local.withValue("mine") { lab.run(workflow, 0) }
      }
      _ = try await handler.result
      #expect(seen.values == ["Ada mine", "Ada mine"])
    }
  }
}
