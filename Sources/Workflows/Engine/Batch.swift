/// The elements of an array that a step returned, and all work that follows from them; or a branch, which is the same
/// for one event that was sent by name, and which nobody collects.
struct Batch {
  /// What one step collects of it.
  struct Collection {
    let step: Int32
    var events: [any Event] = []
    /// Whether the step has got it.
    var isReleased = false
  }

  /// What has become of an event that arrived at a collecting step.
  enum Arrival {
    /// It waits for others.
    case waits
    /// The step has got its collection before.
    case tooLate
    /// The step gets these.
    case completes(Collection, isLast: Bool)
    /// The step does not collect this batch.
    case isStray
  }

  let serial: UInt32
  /// The step that opened it.
  let opener: Int32
  /// The name of the branch, if it is one.
  let branch: String?
  /// Where the array's own trigger came from, and hence what the collecting steps return comes from.
  let outside: Origin
  /// How many pieces of work belong to it: queued, running, or waiting for another attempt; and one for each collection
  /// of a batch within it that is not released.
  var open: Int32 = 1
  /// How many batches are right within it.
  var children: Int32 = 0
  var isClosed = false
  var collections: [Collection]
  /// What steps with several parameters wait for within the batch.
  var sets: [CollectBuffer] = []

  mutating func arrive(_ event: any Event, at step: Int32, enough count: Int?) -> Arrival {
    guard let index = collections.firstIndex(where: { $0.step == step }) else { return .isStray }
    if collections[index].isReleased { return .tooLate }
    collections[index].events.append(event)
    guard let count, collections[index].events.count >= count else { return .waits }
    collections[index].isReleased = true
    let complete = collections[index]
    collections[index].events = []
    return .completes(complete, isLast: collections.allSatisfy(\.isReleased))
  }

  /// The collections that are not released, which then are.
  mutating func releaseAll() -> [Collection] {
    let rest = collections.filter { !$0.isReleased }
    for index in collections.indices {
      collections[index].isReleased = true
      collections[index].events = []
    }
    return rest
  }

  /// Ends the batch, whose collections are then released.
  mutating func close() {
    isClosed = true
    _ = releaseAll()
  }
}
