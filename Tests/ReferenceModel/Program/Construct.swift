/// Something that a program may contain, to see that all of them are drawn often enough.
package enum Construct: String, Sendable, CaseIterable {
  case sequence, branch, loop, loopOfSeveral, fanOutByList, fanOutBySend, nestedFanOut
  case collect, collectThatNeverCompletes
  case retryThatSucceeds, retryThatIsExhausted, failure, sleep, streamEvents, severalWorkers, broadcast, severalStops
  case answeredQuestion, unansweredQuestion, earlyAnswer, answerNobodyWaitsFor, cancelWhenQuiet, cancelAfterEvents
  case timeout
  case batch, emptyBatch, nestedBatch, unionBatch, severalGatherers, queuedGatherer
  case firstFew, fewerThanTheFirst, cancelsRest
  case retryInBatch, dropInBatch, sendInBatch, loopInBatch
  case set, setInBatch, incompleteSet
  case handler, recoveryInBatch, severalRecoveries, exhaustedRecoveries
}

extension Program {
  /// What the program contains and comes to in its run, given what the model saw.
  package func constructs(in run: Observation) -> Set<Construct> {
    let comesTo = steps.indices.filter { !run.starts[$0].isEmpty }
    var found = Set(comesTo.flatMap { steps[$0].action.all }.compactMap { construct(of: $0) })
    func add(_ construct: Construct, if isThere: Bool) { if isThere { found.insert(construct) } }

    for index in comesTo {
      let step = steps[index]
      let starts = run.starts[index]
      add(.nestedFanOut, if: step.action.fansOut && Set(starts.map(\.value)).count > 1)
      if case .collect(let count, _) = step.action {
        add(.collectThatNeverCompletes, if: starts.filter { $0.attempt > step.failures }.count < count)
      }
      if case .loop(let event, _) = step.action, step.takes == .event(type: event) {
        add(.loopOfSeveral, if: starts.filter { $0.value <= 0 }.count > 1 && starts.contains { $0.value > 0 })
      }
      add(.retryThatSucceeds, if: starts.contains { $0.attempt == step.failures + 1 && $0.attempt > 1 })
      if case .failed(step.name, let attempts) = run.ending { add(.retryThatIsExhausted, if: attempts > 1) }
      add(.sleep, if: step.sleep > 0)
      add(.streamEvents, if: step.writes > 0)
      add(.severalWorkers, if: step.workers > 1 && starts.count > 1)
      add(.broadcast, if: step.takes.types.contains { steps(taking: $0).count > 1 })
    }
    add(.severalStops, if: comesTo.filter { steps[$0].action == .stop }.count > 1)
    add(.earlyAnswer, if: outside.early.contains { !steps(taking: .answer($0.number)).isEmpty })
    add(.answerNobodyWaitsFor, if: outside.early.contains { steps(taking: .answer($0.number)).isEmpty })
    add(.cancelWhenQuiet, if: outside.cancel == .whenQuiet && run.ending == .cancelled)
    if case .afterStreamEvents = outside.cancel { add(.cancelAfterEvents, if: run.ending == .cancelled) }
    add(.timeout, if: timeout != nil)
    return found.union(flowConstructs)
  }

  private func construct(of action: Action) -> Construct? {
    switch action {
    case .emit: .sequence
    case .branch: .branch
    case .loop: .loop
    case .fanOut: .fanOutByList
    case .send: .fanOutBySend
    case .collect: .collect
    case .ask: outside.answers ? .answeredQuestion : .unansweredQuestion
    case .fail: .failure
    case .stop, .drop: nil
    }
  }
}

extension Action {
  /// Whether this makes several events of one.
  fileprivate var fansOut: Bool {
    all.contains {
      switch $0 {
      case .fanOut, .send: true
      default: false
      }
    }
  }
}
