/// The elements of a list that a step returned, and all work that follows from them.
struct Batch {
  /// Where the trigger of the step that returned the list came from, and so what the gatherers return.
  let outside: Origin
  /// What is sure to have happened before it was opened.
  let opening: Causes
  /// How many pieces of work belong to it, and one for every gathering of a batch within it that is not released.
  ///
  /// It is held open until all elements have been brought to where they go.
  var open = 1
  /// Whether it was closed or cancelled, so that nothing can belong to it any more.
  var isOver = false
  var gatherings: [Gathering]
}

/// What one step takes of a batch.
struct Gathering {
  let step: Int
  /// What has come, in order; also what came too late.
  var arrivals: [Member] = []
  /// How many of them the step was given; `nil` before that.
  var released: Int?
}

/// An event that waits for others.
struct Member {
  var event: EventType
  var value: Int
  var arrival: Arrival
  var origin: Origin
}

/// What waits in a step that takes a set, of one batch or of none.
struct Waiting {
  /// A step and a batch.
  struct Place: Hashable {
    var step: Int
    var batch: Int?
  }

  /// All that has come, in order, by its type.
  var arrivals: [EventType: [Member]] = [:]
  /// How many sets were completed.
  var sets = 0
}
