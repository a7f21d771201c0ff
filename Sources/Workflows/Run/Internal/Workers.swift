import DequeModule

/// Who runs what: executions that are ready, and the workers that take them.
///
/// A worker is a task. It goes on with what follows from the step that it has just run, and with what is ready beside
/// that, for as long as there is something. To let executions run at once, one helper at a time is asked for: when it
/// comes it takes one execution and asks for the next helper if there are more. While the steps are short the workers
/// have taken everything before a helper comes, and a thousand events cost a handful of tasks; while they are long, a
/// helper comes for each.
///
/// Steps that block their thread have workers of their own kind, on threads of their own.
struct Workers {
  /// Names a worker.
  struct ID: Sendable {
    fileprivate var place: Int
    fileprivate var serial: UInt64
    let isBlocking: Bool
  }

  private struct Place {
    /// The worker's number; 0 while the place is free.
    var serial: UInt64 = 0
    /// The serial number of the execution that it runs; 0 while it has none.
    var execution: UInt64 = 0
    var task: Task<Void, Never>?
    /// Whether it was cancelled before its task was known.
    var isCancelled = false
  }

  /// The tasks that are to be started once the lock is released.
  struct Spawns {
    var helper: ID?
    /// What the helper begins with, if it is not to look for itself.
    var first: Dispatch?
    var blocking: [(worker: ID, dispatch: Dispatch)] = []

    var isEmpty: Bool { helper == nil && blocking.isEmpty }
  }

  private var ready: Deque<Dispatch> = []
  private var isHelperComing = false
  private var places: [Place] = [Place()]
  private var free: [Int] = [0]
  private var lastSerial: UInt64 = 0

  // MARK: Executions

  /// Makes an execution ready for whichever worker comes first.
  mutating func add(_ dispatch: Dispatch, isBlocking: Bool, _ spawns: inout Spawns) {
    if isBlocking {
      let worker = hire(isBlocking: true)
      places[worker.place].execution = dispatch.execution.serial
      spawns.blocking.append((worker, dispatch))
    } else if places.count == free.count, spawns.helper == nil {
      // Nobody is at work with whom it could be shared.
      let worker = hire(isBlocking: false)
      places[worker.place].execution = dispatch.execution.serial
      spawns.helper = worker
      spawns.first = dispatch
    } else {
      ready.append(dispatch)
      if spawns.helper == nil { askForHelper(&spawns) }
    }
  }

  private mutating func askForHelper(_ spawns: inout Spawns) {
    if isHelperComing || ready.isEmpty { return }
    isHelperComing = true
    spawns.helper = hire(isBlocking: false)
  }

  /// What a helper that has come begins with; `nil` if everything has been taken, and then it is dismissed.
  mutating func begin(_ helper: ID, _ spawns: inout Spawns) -> Dispatch? {
    guard isKnown(helper) else { return nil }
    isHelperComing = false
    guard let dispatch = ready.popFirst() else {
      vacate(helper.place)
      return nil
    }
    places[helper.place].execution = dispatch.execution.serial
    askForHelper(&spawns)
    return dispatch
  }

  /// Notes that a worker has come that was given an execution when it was asked for.
  mutating func beginWithOwn(_ worker: ID, _ spawns: inout Spawns) {
    if !worker.isBlocking { askForHelper(&spawns) }
  }

  /// What a worker goes on with after its execution: what followed from it, or else what is ready; `nil` if there is
  /// nothing, and then the worker is dismissed.
  mutating func goOn(_ worker: ID, with own: Dispatch?) -> Dispatch? {
    guard isKnown(worker) else { return nil }
    guard let dispatch = own ?? (worker.isBlocking ? nil : ready.popFirst()) else {
      vacate(worker.place)
      return nil
    }
    places[worker.place].execution = dispatch.execution.serial
    return dispatch
  }

  /// Dismisses a worker whose execution was no longer waited for.
  mutating func dismiss(_ worker: ID) {
    if isKnown(worker) { vacate(worker.place) }
  }

  /// Takes back the executions that are ready, because the run is about to end.
  mutating func withdraw() -> [StepExecution] {
    if ready.isEmpty { return [] }
    defer { ready.removeAll() }
    return ready.map(\.execution)
  }

  // MARK: Tasks

  private mutating func hire(isBlocking: Bool) -> ID {
    lastSerial += 1
    let place: Int
    if let vacant = free.popLast() {
      place = vacant
    } else {
      place = places.count
      places.append(Place())
    }
    places[place].serial = lastSerial
    return ID(place: place, serial: lastSerial, isBlocking: isBlocking)
  }

  private mutating func vacate(_ place: Int) {
    places[place] = Place()
    free.append(place)
  }

  private func isKnown(_ worker: ID) -> Bool {
    worker.place < places.count && places[worker.place].serial == worker.serial
  }

  /// Notes the task of a worker; returns whether it is to be cancelled at once.
  mutating func register(_ task: Task<Void, Never>, for worker: ID) -> Bool {
    guard isKnown(worker) else { return true }
    places[worker.place].task = task
    return places[worker.place].isCancelled
  }

  /// Finds the tasks of all workers that run something, in order to cancel them.
  mutating func cancelAll() -> [Task<Void, Never>] {
    places.indices.compactMap { place in
      guard places[place].execution != 0 else { return nil }
      places[place].isCancelled = true
      return places[place].task
    }
  }

  /// Finds the task to cancel in order to cancel an execution; an execution that has not begun is taken back.
  mutating func cancel(_ execution: StepExecution) -> Task<Void, Never>? {
    if let place = places.firstIndex(where: { $0.execution == execution.serial && $0.serial != 0 }) {
      places[place].isCancelled = true
      return places[place].task
    }
    ready.removeAll { $0.execution.serial == execution.serial }
    return nil
  }
}
