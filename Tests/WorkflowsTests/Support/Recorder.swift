import Foundation

/// What happened, in order, from whichever task.
final class Recorder<Element: Sendable>: @unchecked Sendable {
  // Proof of sendability: the elements are touched only while the lock is held.
  private let lock = NSLock()
  private var elements: [Element] = []

  var values: [Element] { lock.withLock { elements } }
  var count: Int { lock.withLock { elements.count } }

  func append(_ element: Element) { lock.withLock { elements.append(element) } }
}

/// A value that any task may read and set.
final class Box<Value: Sendable>: @unchecked Sendable {
  // Proof of sendability: the value is touched only while the lock is held.
  private let lock = NSLock()
  private var stored: Value

  init(_ value: Value) { stored = value }

  var value: Value {
    get { lock.withLock { stored } }
    set { lock.withLock { stored = newValue } }
  }

  /// Changes the value and returns it as it is then.
  @discardableResult
  func change(_ body: (inout Value) -> Void) -> Value {
    lock.withLock {
      body(&stored)
      return stored
    }
  }
}

/// Counts how many are somewhere at once, and the most there ever were.
final class Crowd: Sendable {
  private let box = Box((now: 0, most: 0))

  var most: Int { box.value.most }
  var now: Int { box.value.now }

  func enter() { box.change { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
  func leave() { box.change { $0.now -= 1 } }
}
