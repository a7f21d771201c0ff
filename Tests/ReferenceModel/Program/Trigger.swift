/// What starts a step.
package enum Trigger: Codable, Hashable, Sendable {
  /// Every event of a type.
  case event(type: EventType)
  /// A batch: the events of these types that come of one list, all at once.
  case batch(of: [EventType], share: Share)
  /// A set: one event for each of these types, among which one may be twice.
  case set(of: [EventType])
  /// The failure for good of one of these steps or, if none are named, of any that no other step names.
  ///
  /// The step acts on what the failed one was given: of a set, on the event that completed it.
  case failure(of: [String]?, maxRecoveries: Int)

  /// How much of a batch a step takes.
  package enum Share: Codable, Hashable, Sendable {
    /// Everything, once nothing else can come.
    case all
    /// The first few, or what there is if nothing else can come; what is left of the batch goes on, or is cancelled.
    case first(count: Int, cancelsRest: Bool)
  }

  /// The types of events that come to the step, each once.
  package var types: [EventType] {
    switch self {
    case .event(let type): [type]
    case .batch(let types, _): types
    case .set(let types): types.indices.filter { !types[..<$0].contains(types[$0]) }.map { types[$0] }
    case .failure: []
    }
  }

  /// Whether a step takes the first few of a batch and lets the rest be cancelled.
  package var cancelsRest: Bool { if case .batch(_, .first(_, true)) = self { true } else { false } }

  /// Whether a step takes batches.
  package var isBatch: Bool { if case .batch = self { true } else { false } }
}
