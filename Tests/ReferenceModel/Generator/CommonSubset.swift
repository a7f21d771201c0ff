extension Program {
  /// Whether the Python library has to do what the model predicts, as far as that is sure.
  ///
  /// The generator leaves out what differs in other ways: a step that collects and then fails is never tried again,
  /// because the library has forgotten the collection by then, and ours gives it to the next attempt (3.3).
  package func isCommon(_ prediction: Prediction) -> Bool {
    // If it is not sure how a run ends then it may be in one of the ways below.
    guard prediction.facts.ending else { return false }
    // A run in which nothing can happen any more goes on there until its timeout (2.6); with us it fails at once.
    guard prediction.observation.ending != .stuck else { return false }
    guard isFlowCommon else { return false }
    // If several workers collect at once then the library runs bodies again whose snapshot of the buffer is old, and
    // drops what is beyond the count (3.3); with us a body never runs again for that, and nothing is dropped.
    return kind == .confluent || !steps.contains { $0.workers > 1 && $0.action.collects }
  }
}

extension Action {
  /// Whether this collects events.
  fileprivate var collects: Bool {
    all.contains { if case .collect = $0 { true } else { false } }
  }
}
