#if Macros
import SwiftSyntax

/// Who produces what for whom.
extension StaticGraph {
  /// Events that a step takes and that come from nowhere.
  var missingProducers: [Question] {
    let keys = produced.keys
    return steps.filter { !$0.isExternal && !isSkipped("missingProducer", $0) }.flatMap { step in
      step.accepts.unique.filter { !keys.contains($0.key) && $0.key != start?.key && !isLikelyStart($0) }.map {
        event in
        Question(
          problem: Problem(
            "missing-producer",
            "step '\(step.name)' takes '\(event.key)', but no step of '\(workflow)' produces it"
              + unmarked.hint(returning: event.key), at: event.node),
          unless: [.noEvent(event), .role(event, [.start, .humanResponse, .stop, .termination])]
            + (start.map { [.same(event, $0)] } ?? []) + produced.aliases(of: event) + produced.hiding
            + madeByGroups(event))
      }
    }
  }

  /// Events that a step produces and that lead nowhere.
  var missingConsumers: [Question] {
    let keys = wanted.keys
    return steps.filter { !isSkipped("terminalEvent", $0) }.flatMap { step in
      step.produces.unique.filter { !keys.contains($0.key) && $0.key != stop?.key && !isLikelyStop($0) }.map {
        event in
        Question(
          problem: Problem(
            "missing-consumer",
            "step '\(step.name)' returns '\(event.key)', but no step of '\(workflow)' takes it"
              + unmarked.hint(taking: event.key), at: event.node),
          unless: [.noEvent(event), .role(event, [.inputRequired, .stop, .termination])]
            + (stop.map { [.same(event, $0)] } ?? []) + wanted.aliases(of: event) + wanted.hiding
            + takenByGroups(event))
      }
    }
  }

  /// Whether the event is already asked about as the only one that can start the run.
  private func isLikelyStart(_ event: Mention) -> Bool {
    startEntries.count == 1 && startEntries[0].key == event.key && groups.isEmpty
  }

  /// Whether the event is already asked about as the only one that can stop the run.
  private func isLikelyStop(_ event: Mention) -> Bool {
    stopExits.count == 1 && stopExits[0].key == event.key && groups.isEmpty && !endsImplicitly
      && !isSkipped("terminalEvent")
  }
}
#endif
