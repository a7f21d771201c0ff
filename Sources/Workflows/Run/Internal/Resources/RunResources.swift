/// The resources that one run uses, whatever their scopes.
final class RunResources: ResourceSource {
  private let outer: RuntimeResources
  private let table: StepTable
  private let replacements: ResourceReplacements
  /// Whether nothing is shared with other runs.
  private let isAlone: Bool
  private let owner: String
  private let runtime: WorkflowRuntime
  private let run: ResourceStore

  private struct Steps {
    /// The serial numbers of attempts that have asked for resources and not returned.
    var users: Set<UInt64> = []
    /// What these have for themselves.
    var stores: [UInt64: ResourceStore] = [:]
    /// Who waits for the last of them to return.
    var closing: UnsafeContinuation<Void, Never>?
  }

  private let steps = LockedValueBox(Steps())

  init(runID: String, table: StepTable, replacements: ResourceReplacements, runtime: WorkflowRuntime) {
    outer = runtime.resources
    self.runtime = runtime
    self.table = table
    isAlone = !replacements.isEmpty
    self.replacements = replacements.merging(runtime.resources.replacements)
    owner = "run '\(runID)' of workflow '\(table.workflowName)'"
    run = ResourceStore(owner: owner, tasks: runtime.resources.tasks)
  }

  /// Takes note that an attempt is about to ask for resources; to be called before it does, while the run waits for it.
  func enter(_ execution: StepExecution) { steps.withLock { _ = $0.users.insert(execution.serial) } }

  /// A resource for a step.
  func resource(_ request: ResourceRequest, for execution: StepExecution) async throws -> any Sendable {
    let step =
      request.scope == .step
      ? try steps.withLock { steps throws(CancellationError) in
        if let known = steps.stores[execution.serial] { return known }
        // Asked for by a task that the step has left behind.
        guard steps.users.contains(execution.serial) else { throw CancellationError() }
        let name = table.steps[Int(execution.step)].name
        let store = ResourceStore(owner: "step '\(name)' of \(owner)", tasks: outer.tasks)
        steps.stores[execution.serial] = store
        return store
      } : nil
    return try await resource(request, asker: nil, step)
  }

  func resource(_ request: ResourceRequest, for asker: ResourceRequest?) async throws -> any Sendable {
    try await resource(request, asker: asker, nil)
  }

  func sleep(for duration: Duration) async throws { try await runtime.sleep(for: duration) }

  /// Tears down what an attempt had for itself; it has returned.
  func close(_ execution: StepExecution) async {
    await steps.withLock { $0.stores.removeValue(forKey: execution.serial) }?.close()
    let closing = steps.withLock { steps -> UnsafeContinuation<Void, Never>? in
      steps.users.remove(execution.serial)
      guard steps.users.isEmpty else { return nil }
      defer { steps.closing = nil }
      return steps.closing
    }
    closing?.resume()
  }

  /// Ends at once if the run has nothing for itself; returns whether that is so.
  func closeIfEmpty() -> Bool { steps.withLock(\.stores.isEmpty) && run.closeIfEmpty() }

  /// Tears down what the run had for itself.
  ///
  /// - Parameter waits: Whether to wait first for attempts that have exceeded their timeouts, or were cancelled, to notice.
  func close(waits: Bool) async {
    if waits {
      await withUnsafeContinuation { continuation in
        let isUsed = steps.withLock { steps in
          if !steps.users.isEmpty { steps.closing = continuation }
          return !steps.users.isEmpty
        }
        if !isUsed { continuation.resume() }
      }
    }
    let left = steps.withLock { steps in
      defer { steps.stores = [:] }
      return steps.stores.sorted { $0.key > $1.key }.map(\.value)
    }
    for store in left { await store.close() }
    await run.close()
  }

  /// The names of the resources that the run has for itself.
  var names: [String] { run.names }

  fileprivate func resource(
    _ request: ResourceRequest, asker: ResourceRequest?, _ step: ResourceStore?
  ) async throws -> any Sendable {
    let request = replacements.requests[request.key] ?? request
    if let asker, request.scope.ends(before: asker.scope) { throw outlived(request, by: asker) }
    let isOfSameStore = asker.map {
      isAlone && $0.scope != .step && request.scope != .step || $0.scope == request.scope
    }
    return try await store(of: request.scope, step).value(
      of: request, for: isOfSameStore == true ? asker?.key : nil,
      from: step.map { StepResources(run: self, store: $0) } ?? self)
  }

  private func store(of scope: ResourceScope, _ step: ResourceStore?) -> ResourceStore {
    switch scope {
    case .step: step ?? run
    case .workflow where !isAlone: outer.store(of: table)
    case .runtime where !isAlone: outer.runtime
    default: run
    }
  }

  private func outlived(_ request: ResourceRequest, by asker: ResourceRequest) -> WorkflowError {
    WorkflowError(
      code: .invalidResource,
      message:
        "resource '\(asker.name)' of scope '\(asker.scope)' needs '\(request.name)' of scope '\(request.scope)', "
        + "which it would outlive; give '\(asker.name)' the scope '\(request.scope)' too, or '\(request.name)' a longer one"
    )
  }
}

/// What a resource of a step's own may ask for.
private struct StepResources: ResourceSource {
  let run: RunResources
  let store: ResourceStore

  func resource(_ request: ResourceRequest, for asker: ResourceRequest?) async throws -> any Sendable {
    try await run.resource(request, asker: asker, store)
  }

  func sleep(for duration: Duration) async throws { try await run.sleep(for: duration) }
}
