extension Program {
  /// Whether the Python library has to do exactly what the model predicts.
  package func isCommon(_ prediction: Prediction) -> Bool {
    // A free program says too little to be compared: what is left of it depends on how each library interleaves.
    guard kind == .confluent, prediction.facts.isAll else { return false }
    // A run in which nothing can happen any more goes on there until its timeout (2.6); with us it fails at once.
    guard prediction.observation.ending != .stuck else { return false }
    return true
  }
}
