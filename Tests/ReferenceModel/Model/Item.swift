/// One event on its way into one step, or several together, through all attempts.
struct Item {
  var step: Int
  var event: EventType
  /// The value of the event, or the sum of several.
  var value: Int
  /// The values of several.
  var members: [Int]?
  /// The number of the next attempt, from 1.
  var attempt = 1
  var arrival: Arrival
  var origin: Origin
  /// Of a set the event that completed it.
  var last: Last?
  /// The collection that an earlier attempt was given: the next one gets it again.
  var given: Collected?

  /// The event that completed a set.
  struct Last {
    var event: EventType
    var value: Int
    /// Whether it was this one in every order.
    var isSure: Bool
  }
}

extension Item {
  /// Whether it comes back after a delay, and so has lost its place.
  var isDelayedRetry: Bool { if case .delay = arrival.source { true } else { false } }
}

/// What an event hands on to what follows from it.
struct Origin: Hashable {
  /// The innermost batch that it belongs to.
  var batch: Int?
  /// How often each handler has taken a failure on its way.
  var recoveries: [Int: Int] = [:]
}

/// What a collecting step was given.
struct Collected {
  var sum: Int
  /// The executions that brought the events.
  var from: [Int]
}
