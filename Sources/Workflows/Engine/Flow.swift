/// What a run keeps of its batches, joins, waits, permits and recoveries.
///
/// Apart from the rest of its state, because most runs need none of it.
struct Flow: Sendable {
  /// The batches that are open, and those that are around them.
  var batches = Batches()
  /// What steps with several parameters wait for outside of any batch.
  var sets: [CollectBuffer] = []
  /// What steps wait for in the middle of their bodies; there once one does, or if events are kept for one.
  var waits: Waits?
  /// Waits that are over, whose executions have no worker yet.
  var resuming: [Resumption] = []
  /// How many events are on their way to be judged by the requirements of waits.
  var judging = 0
  /// How many permits steps with a limit have asked for and not got yet.
  var askedPermits: [Int: Int] = [:]
  /// What handlers have done on the way to each piece of work.
  var recoveries = Recoveries()
}

extension RunState {
  var batches: Batches {
    get { flow.value?.batches ?? Batches() }
    _modify { yield &flow[Flow()].batches }
  }

  var sets: [CollectBuffer] {
    get { flow.value?.sets ?? [] }
    _modify { yield &flow[Flow()].sets }
  }

  var waits: Waits? {
    get { flow.value?.waits }
    _modify { yield &flow[Flow()].waits }
  }

  var resuming: [Resumption] {
    get { flow.value?.resuming ?? [] }
    _modify { yield &flow[Flow()].resuming }
  }

  var judging: Int {
    get { flow.value?.judging ?? 0 }
    _modify { yield &flow[Flow()].judging }
  }

  var askedPermits: [Int: Int] {
    get { flow.value?.askedPermits ?? [:] }
    _modify { yield &flow[Flow()].askedPermits }
  }

  var recoveries: Recoveries {
    get { flow.value?.recoveries ?? Recoveries() }
    _modify { yield &flow[Flow()].recoveries }
  }

  /// Whether there are steps that wait, or events that are kept for them.
  @inline(__always)
  var hasWaits: Bool { !flow.isAbsent && waits != nil }
}
