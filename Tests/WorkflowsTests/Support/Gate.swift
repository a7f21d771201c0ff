import Foundation

/// A door at which steps wait until the test opens it.
final class Gate: @unchecked Sendable {
  // Proof of sendability: the state is touched only while the condition's lock is held.
  private struct Waiter {
    var id: Int
    var continuation: CheckedContinuation<Bool, Never>
  }

  private let condition = NSCondition()
  private var isOpen = false
  private var arrivals = 0
  private var lastID = 0
  private var waiters: [Waiter] = []
  private var watchers: [(count: Int, waiter: Waiter)] = []

  init() {}

  /// Lets everybody through, now and later.
  func open() {
    let released = locked {
      isOpen = true
      condition.broadcast()
      defer { waiters = [] }
      return waiters
    }
    for waiter in released { waiter.continuation.resume(returning: true) }
  }

  /// Waits for the gate to open, or for the task to be cancelled.
  func pass() async throws {
    noteArrival()
    let id = nextID()
    let isThrough = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
        let now = locked { () -> Bool? in
          if isOpen { return true }
          if Task.isCancelled { return false }
          waiters.append(Waiter(id: id, continuation: continuation))
          return nil
        }
        if let now { continuation.resume(returning: now) }
      }
    } onCancel: {
      let waiter = locked { waiters.firstIndex { $0.id == id }.map { waiters.remove(at: $0) } }
      waiter?.continuation.resume(returning: false)
    }
    if !isThrough { throw CancellationError() }
  }

  /// Waits for the gate to open, whether or not the task is cancelled.
  func passStubbornly() async {
    noteArrival()
    let id = nextID()
    _ = await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
      let isThrough = locked {
        if !isOpen { waiters.append(Waiter(id: id, continuation: continuation)) }
        return isOpen
      }
      if isThrough { continuation.resume(returning: true) }
    }
  }

  /// Blocks the thread until the gate opens.
  func block() {
    noteArrival()
    condition.lock()
    while !isOpen { condition.wait() }
    condition.unlock()
  }

  /// Waits until so many have come to the gate; returns early if the waiting task is cancelled.
  func arrived(_ count: Int = 1) async {
    let id = nextID()
    _ = await withTaskCancellationHandler {
      await withCheckedContinuation { (continuation: CheckedContinuation<Bool, Never>) in
        let isReached = locked {
          if arrivals >= count || Task.isCancelled { return true }
          watchers.append((count, Waiter(id: id, continuation: continuation)))
          return false
        }
        if isReached { continuation.resume(returning: true) }
      }
    } onCancel: {
      let watcher = locked { watchers.firstIndex { $0.waiter.id == id }.map { watchers.remove(at: $0) } }
      watcher?.waiter.continuation.resume(returning: false)
    }
  }

  /// How many have come to the gate.
  var arrivalCount: Int { locked { arrivals } }

  private func noteArrival() {
    let reached = locked {
      arrivals += 1
      let reached = watchers.filter { $0.count <= arrivals }
      watchers.removeAll { $0.count <= arrivals }
      return reached
    }
    for watcher in reached { watcher.waiter.continuation.resume(returning: true) }
  }

  private func nextID() -> Int {
    locked {
      lastID += 1
      return lastID
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return body()
  }
}
