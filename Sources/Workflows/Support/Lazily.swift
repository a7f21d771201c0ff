/// A value that most of its owners never need: one word until it is asked for.
struct Lazily<Value> {
  /// Nothing, or the value alone, which is changed in place while nobody else has the buffer.
  private var storage: [Value] = []

  init() {}

  /// Whether it was never needed.
  @inline(__always)
  var isAbsent: Bool { storage.isEmpty }

  /// The value; `nil` if it was never needed.
  @inline(__always)
  var value: Value? { storage.first }

  /// Changes the value in place, and makes it first if need be.
  @inline(__always)
  subscript(initial: @autoclosure () -> Value) -> Value {
    get { storage.first ?? initial() }
    _modify {
      if storage.isEmpty { storage.append(initial()) }
      yield &storage[0]
    }
  }
}

extension Lazily: Sendable where Value: Sendable {}
