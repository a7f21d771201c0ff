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

  private struct Worker {
    /// The number that tells apart those that are in the same place one after the other.
    var serial: UInt64
    /// The serial number of the execution that it runs; 0 while it has none.
    var execution: UInt64
    var task: Task<Void, Never>?
    /// Whether it was cancelled before its task was known.
    var isCancelled = false
  }

  /// The tasks that are to be started once the lock is released.
  struct Spawns {
    var helper: ID?
    /// What the helper begins with; none if it is to look for itself.
    var first = Dispatch.none
    /// Those that are to have threads of their own; they look for themselves.
    var blocking: [ID] = []

    var isEmpty: Bool { helper == nil && blocking.isEmpty }
  }

  private var ready = PriorityQueue<Dispatch>()
  /// Those that block their thread; a worker is coming for each, when it is the turn of this run to have a thread.
  private var readyBlocking = PriorityQueue<Dispatch>()
  private var isHelperComing = false
  private var workers = Slab<Worker>()
  private var lastSerial: UInt64 = 0

  // MARK: Executions

  /// Makes an execution ready for whichever worker comes first.
  mutating func add(_ dispatch: Dispatch, isBlocking: Bool, priority: Int, _ spawns: inout Spawns) {
    if isBlocking {
      readyBlocking.append(dispatch, priority: priority)
      spawns.blocking.append(hire(for: 0, isBlocking: true))
    } else if workers.isEmpty, spawns.helper == nil {
      // Nobody is at work with whom it could be shared.
      spawns.helper = hire(for: dispatch.execution.serial, isBlocking: false)
      spawns.first = dispatch
    } else {
      ready.append(dispatch, priority: priority)
      if spawns.helper == nil { askForHelper(&spawns) }
    }
  }

  private mutating func askForHelper(_ spawns: inout Spawns) {
    if isHelperComing || ready.isEmpty { return }
    isHelperComing = true
    spawns.helper = hire(for: 0, isBlocking: false)
  }

  /// What a helper that has come begins with; none if everything has been taken, and then it is dismissed.
  mutating func begin(_ helper: ID, _ spawns: inout Spawns) -> Dispatch {
    guard isKnown(helper) else { return .none }
    if !helper.isBlocking { isHelperComing = false }
    guard let dispatch = helper.isBlocking ? readyBlocking.popFirst() : ready.popFirst() else {
      _ = workers.remove(at: helper.place)
      return .none
    }
    workers.update(helper.place) { $0.execution = dispatch.execution.serial }
    if !helper.isBlocking { askForHelper(&spawns) }
    return dispatch
  }

  /// Notes that a worker has come that was given an execution when it was asked for.
  mutating func beginWithOwn(_ worker: ID, _ spawns: inout Spawns) {
    if !worker.isBlocking { askForHelper(&spawns) }
  }

  /// What a worker goes on with after its execution: what followed from it, or else what is ready; none if there is
  /// nothing, and then the worker is dismissed.
  mutating func goOn(_ worker: ID, with own: Dispatch) -> Dispatch {
    guard isKnown(worker) else { return .none }
    var dispatch = own
    if own.isNone, !worker.isBlocking, let next = ready.popFirst() { dispatch = next }
    if dispatch.isNone {
      _ = workers.remove(at: worker.place)
      return .none
    }
    workers.update(worker.place) { $0.execution = dispatch.execution.serial }
    return dispatch
  }

  /// Whether something is ready for such a worker that matters more than an execution of a priority.
  func hasMoreUrgent(than priority: Int, for worker: ID) -> Bool {
    ((worker.isBlocking ? readyBlocking : ready).priority ?? .min) > priority
  }

  /// Dismisses a worker whose execution was no longer waited for.
  mutating func dismiss(_ worker: ID) {
    if isKnown(worker) { _ = workers.remove(at: worker.place) }
  }

  /// Whether there are executions that no worker has taken yet.
  var hasReady: Bool { !ready.isEmpty || !readyBlocking.isEmpty }

  /// Takes back the executions that are ready, because the run is about to end.
  mutating func withdraw() -> [StepExecution] {
    (ready.takeAll() + readyBlocking.takeAll()).map(\.execution)
  }

  // MARK: Tasks

  private mutating func hire(for execution: UInt64, isBlocking: Bool) -> ID {
    lastSerial += 1
    let place = workers.insert(Worker(serial: lastSerial, execution: execution))
    return ID(place: place, serial: lastSerial, isBlocking: isBlocking)
  }

  private func isKnown(_ worker: ID) -> Bool { workers[worker.place]?.serial == worker.serial }

  /// Gives what a worker runs to a new one; `nil` if the worker has been dismissed.
  ///
  /// Not the same worker with another task: who started the first task may not have registered it yet, and would then
  /// put it in the place of the second.
  mutating func replace(_ worker: ID) -> ID? {
    guard let old = workers[worker.place], old.serial == worker.serial else { return nil }
    _ = workers.remove(at: worker.place)
    let new = hire(for: old.execution, isBlocking: worker.isBlocking)
    if old.isCancelled { workers.update(new.place) { $0.isCancelled = true } }
    return new
  }

  /// Notes the task of a worker; returns whether it is to be cancelled at once.
  mutating func register(_ task: Task<Void, Never>, for worker: ID) -> Bool {
    guard isKnown(worker) else { return true }
    workers.update(worker.place) { $0.task = task }
    return workers[worker.place]?.isCancelled ?? true
  }

  /// Calls a closure with the tasks of all workers that run something, in order to cancel them.
  mutating func cancelAll(_ body: (Task<Void, Never>) -> Void) {
    if workers.isEmpty { return }
    for (place, worker) in workers.elements where worker.execution != 0 {
      workers.update(place) { $0.isCancelled = true }
      if let task = worker.task { body(task) }
    }
  }

  /// What has to be done in order to cancel an execution.
  enum Cancellation {
    /// Its task is to be cancelled; `nil` if it will be as soon as it is known.
    case running(Task<Void, Never>?)
    /// It had not begun.
    case takenBack
  }

  /// Finds out for many executions at once what has to be done in order to cancel them, by their serial numbers.
  ///
  /// Those that are not there are left out.
  mutating func cancel(_ executions: Set<UInt64>) -> [UInt64: Cancellation] {
    var found: [UInt64: Cancellation] = [:]
    let atWork = workers.elements.filter { executions.contains($0.element.execution) }
    for (place, worker) in atWork {
      workers.update(place) { $0.isCancelled = true }
      found[worker.execution] = .running(worker.task)
    }
    func takeBack(_ dispatch: Dispatch) -> Bool {
      guard executions.contains(dispatch.execution.serial) else { return false }
      found[dispatch.execution.serial] = .takenBack
      return true
    }
    ready.removeAll(where: takeBack)
    readyBlocking.removeAll(where: takeBack)
    return found
  }

  /// Finds the task to cancel in order to cancel an execution; an execution that has not begun is taken back.
  mutating func cancel(_ execution: StepExecution) -> Cancellation {
    if let place = workers.firstIndex(where: { $0.execution == execution.serial }) {
      workers.update(place) { $0.isCancelled = true }
      return .running(workers[place]?.task)
    }
    ready.removeAll { $0.execution.serial == execution.serial }
    readyBlocking.removeAll { $0.execution.serial == execution.serial }
    return .takenBack
  }
}
