import Logging

/// The resources of one scope: makes each of them once, and tears them down in the reverse order.
///
/// A resource is made in a task of its own, because those who wait for it may be cancelled one by one.
final class ResourceStore: Sendable {
  /// One that is being made.
  fileprivate struct Making {
    let serial: UInt64
    let request: ResourceRequest
    var task: Task<Void, Never>?
    var waiters: [(id: UInt64, continuation: UnsafeContinuation<any Sendable, any Error>)] = []
    /// The resources of this store that it waits for, and as whom.
    var needs: [(waiter: UInt64, key: ResourceKey)] = []
  }

  fileprivate enum Entry {
    case making(Making)
    case made(any Sendable)
  }

  private struct State {
    var entries: [ResourceKey: Entry] = [:]
    /// What there is to tear down, in the order in which it was made.
    var made: [(request: ResourceRequest, value: any Sendable)] = []
    var isClosed = false
    var lastSerial: UInt64 = 0
    /// How many have been begun and not come to an end, those that nobody waits for any more included.
    var unfinished = 0
    /// Who waits for the last of these to come to an end.
    var closing: [UnsafeContinuation<Void, Never>] = []
  }

  private enum Answer {
    case value(any Sendable)
    case failure(any Error)
    case wait
    case make(serial: UInt64)
  }

  /// The stores for which something is being made around the current task: one that shuts down the runtime while it is made
  /// must not wait for itself.
  @TaskLocal private static var around: [ObjectIdentifier] = []

  private let state: LockedValueBox<State>
  private let runtime: WorkflowRuntime.Tasks
  /// Whose resources these are, for what their errors say.
  private let owner: String

  init(owner: String, tasks: WorkflowRuntime.Tasks, isClosed: Bool = false) {
    self.owner = owner
    runtime = tasks
    state = LockedValueBox(State(isClosed: isClosed))
  }

  /// A resource; made now if there is none yet.
  ///
  /// - Parameters:
  ///   - asker: The resource of this store that needs it, if there is one.
  ///   - source: What it may ask for itself while it is made.
  func value(
    of request: ResourceRequest, for asker: ResourceKey?, from source: any ResourceSource
  ) async throws -> any Sendable {
    if case .made(let value) = state.withLock({ $0.entries[request.key] }) { return value }
    let waiter = state.withLock { state in
      state.lastSerial += 1
      return state.lastSerial
    }
    defer { if let asker { forget(waiter, asker) } }
    return try await withTaskCancellationHandler {
      try Task.checkCancellation()
      return try await withUnsafeThrowingContinuation { continuation in
        switch ask(request, asker, waiter, continuation) {
        case .value(let value): continuation.resume(returning: value)
        case .failure(let error): continuation.resume(throwing: error)
        case .wait: break
        case .make(let serial): make(request, serial, source)
        }
        // The handler may have come before there was a waiter to be found.
        if Task.isCancelled { giveUp(waiter, request.key) }
      }
    } onCancel: {
      giveUp(waiter, request.key)
    }
  }

  private func ask(
    _ request: ResourceRequest, _ asker: ResourceKey?, _ waiter: UInt64,
    _ continuation: UnsafeContinuation<any Sendable, any Error>
  ) -> Answer {
    state.withLock { state in
      if state.isClosed { return .failure(closed(request)) }
      if let asker, case .making(var making) = state.entries[asker] {
        making.needs.append((waiter, request.key))
        state.entries[asker] = .making(making)
        if let circle = state.entries.path(from: request.key, to: asker) {
          return .failure(circular([making.request.name] + circle))
        }
      }
      switch state.entries[request.key] {
      case .made(let value): return .value(value)
      case .making(var making):
        making.waiters.append((waiter, continuation))
        state.entries[request.key] = .making(making)
        return .wait
      case nil:
        var making = Making(serial: waiter, request: request)
        making.waiters.append((waiter, continuation))
        state.entries[request.key] = .making(making)
        state.unfinished += 1
        return .make(serial: waiter)
      }
    }
  }

  /// A resource that is being made does not wait for another one any more.
  private func forget(_ waiter: UInt64, _ asker: ResourceKey) {
    state.withLock { state in
      guard case .making(var making) = state.entries[asker] else { return }
      making.needs.removeAll { $0.waiter == waiter }
      state.entries[asker] = .making(making)
    }
  }

  private func make(_ request: ResourceRequest, _ serial: UInt64, _ source: any ResourceSource) {
    let task = runtime.start {
      let result: Result<any Sendable, any Error>
      do {
        result = .success(
          try await Self.$around.withValue(Self.around + [ObjectIdentifier(self)]) {
            try await request.make(ResourceResolver(source: source, asker: request))
          })
      } catch {
        result = .failure(error)
      }
      await self.made(request, serial, result)
      self.finished()
    }
    let isWanted = state.withLock { state in
      guard case .making(var making) = state.entries[request.key], making.serial == serial else { return false }
      making.task = task
      state.entries[request.key] = .making(making)
      return true
    }
    // It has been made already, or everybody has given it up.
    if !isWanted { task.cancel() }
  }

  private func made(_ request: ResourceRequest, _ serial: UInt64, _ result: Result<any Sendable, any Error>) async {
    let (isWanted, waiters) = state.withLock { state -> (Bool, [UnsafeContinuation<any Sendable, any Error>]) in
      guard case .making(let making) = state.entries[request.key], making.serial == serial else { return (false, []) }
      switch result {
      case .success(let value):
        state.entries[request.key] = .made(value)
        state.made.append((request, value))
      case .failure: state.entries[request.key] = nil
      }
      return (true, making.waiters.map(\.continuation))
    }
    for waiter in waiters { waiter.resume(with: result) }
    if !isWanted, case .success(let value) = result { await tearDown(request, value) }
  }

  private func finished() {
    let closing = state.withLock { state -> [UnsafeContinuation<Void, Never>] in
      state.unfinished -= 1
      if state.unfinished > 0 { return [] }
      defer { state.closing = [] }
      return state.closing
    }
    for continuation in closing { continuation.resume() }
  }

  /// Somebody does not wait any more; nobody is left to make it for if that was the last one.
  private func giveUp(_ waiter: UInt64, _ key: ResourceKey) {
    let (continuation, task) = state.withLock {
      state -> (UnsafeContinuation<any Sendable, any Error>?, Task<Void, Never>?) in
      guard case .making(var making) = state.entries[key],
        let index = making.waiters.firstIndex(where: { $0.id == waiter })
      else { return (nil, nil) }
      let continuation = making.waiters.remove(at: index).continuation
      if making.waiters.isEmpty {
        state.entries[key] = nil
        return (continuation, making.task)
      }
      state.entries[key] = .making(making)
      return (continuation, nil)
    }
    task?.cancel()
    continuation?.resume(throwing: CancellationError())
  }

  // MARK: The end

  /// Tears everything down, the last one first; makes nothing any more.
  func close() async {
    let makings = state.withLock { state -> [Making] in
      state.isClosed = true
      let makings = state.entries.values.compactMap { entry -> Making? in
        if case .making(let making) = entry { making } else { nil }
      }
      state.entries = [:]
      // A simulation has to find the same order each time.
      return makings.sorted { $0.serial < $1.serial }
    }
    for making in makings {
      making.task?.cancel()
      for waiter in making.waiters { waiter.continuation.resume(throwing: closed(making.request)) }
    }
    // What is being made may use what there is, also while it notices that nobody waits for it any more; it is torn down
    // by whoever made it.
    if !Self.around.contains(ObjectIdentifier(self)) { await finishMaking() }
    while let last = state.withLock({ $0.made.popLast() }) { await tearDown(last.request, last.value) }
  }

  private func finishMaking() async {
    await withUnsafeContinuation { continuation in
      let isFinished = state.withLock { state in
        if state.unfinished == 0 { return true }
        state.closing.append(continuation)
        return false
      }
      if isFinished { continuation.resume() }
    }
  }

  /// Makes nothing any more, if there is nothing to tear down; returns whether that is so.
  func closeIfEmpty() -> Bool {
    state.withLock { state in
      if state.made.isEmpty, state.entries.isEmpty, state.unfinished == 0 { state.isClosed = true }
      return state.isClosed
    }
  }

  /// The names of those that have not been torn down.
  var names: [String] { state.withLock { $0.made.map(\.request.name) } }

  private func tearDown(_ request: ResourceRequest, _ value: any Sendable) async {
    guard let teardown = request.teardown else { return }
    // Who ends what the resource was for may be cancelled, which must not keep it from being given back.
    await runtime.start {
      do {
        try await teardown(value)
      } catch {
        self.runtime.logger.error(
          "a resource could not be torn down",
          metadata: [
            LogKey.resource: "\(request.name)", LogKey.owner: "\(self.owner)",
            LogKey.location: "\(request.location)", LogKey.error: "\(error)",
          ])
      }
    }.value
  }

  // MARK: Errors

  private func closed(_ request: ResourceRequest) -> WorkflowError {
    WorkflowError(
      code: .invalidResource,
      message:
        "resource '\(request.name)' of \(owner) was asked for after that had ended; ask for it in a step, and do not "
        + "hand the step's context to tasks that go on after it")
  }

  private func circular(_ names: [String]) -> WorkflowError {
    WorkflowError(
      code: .invalidResource,
      message:
        "resource '\(names[0])' needs itself: \(names.joined(separator: " -> ")); let one of them do without the next"
    )
  }
}

extension [ResourceKey: ResourceStore.Entry] {
  /// The names on the way from one resource that is being made to another one which it waits for, both included.
  fileprivate func path(from first: ResourceKey, to last: ResourceKey) -> [String]? {
    var visited: Set<ResourceKey> = []
    func search(_ key: ResourceKey) -> [String]? {
      guard visited.insert(key).inserted, case .making(let making) = self[key] else { return nil }
      if key == last { return [making.request.name] }
      for (_, next) in making.needs {
        if let rest = search(next) { return [making.request.name] + rest }
      }
      return nil
    }
    return search(first)
  }
}
