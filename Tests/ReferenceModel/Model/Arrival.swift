/// How an event came to a step.
struct Arrival {
  enum Source {
    /// An execution emitted it; the index is its place among what that emitted.
    case execution(Int, index: Int)
    /// It came from outside by itself: the start event, or an early answer.
    case outside(index: Int)
    /// A delay was over.
    case delay
    /// Several things came together: it came with the last of these executions to be over.
    case together(IDSet)
  }

  var source: Source
  var time: Int
  var causes: Causes
}

/// What is sure to have happened before something, in every order in which ready things can be done.
struct Causes {
  /// The executions that had begun, and so written what they write.
  var begun: IDSet = IDSet()
  /// The executions that were over, and so had emitted all that they emit.
  var done: IDSet = IDSet()

  mutating func formUnion(_ other: Causes) {
    begun.formUnion(other.begun)
    done.formUnion(other.done)
  }
}

extension Arrival {
  /// What came with the last of several arrivals, whichever that was.
  init(_ arrivals: [Arrival], time: Int) {
    var causes = Causes()
    for arrival in arrivals { causes.formUnion(arrival.causes) }
    self.init(source: .together(causes.done), time: time, causes: causes)
  }
}
