/// Who produces what for whom: events without a taker or a maker, steps that cannot run or lead nowhere.
struct GraphReach {
  let name: String
  let steps: [GraphStep]
  let start: GraphEvent
  let skips: Set<GraphCheck>

  var problems: [String] { missingProducers + missingConsumers + unreachable + deadEnds }

  private func skips(_ check: GraphCheck, _ step: GraphStep) -> Bool {
    skips.contains(check) || step.skips.contains(check)
  }

  private var missingProducers: [String] {
    let produced = Set(steps.flatMap(\.produces).map(\.id))
    return steps.flatMap { step in
      step.accepts.unique.filter { event in
        !produced.contains(event.id) && event.role != .start && event.role != .humanResponse
          && !event.role.endsRun && !step.isExternal && step.catches == nil && !skips(.missingProducer, step)
      }.map { "step '\(step.name)' waits for '\($0.typeName)', but no step of '\(name)' produces it" }
    }
  }

  private var missingConsumers: [String] {
    let consumed = Set(steps.flatMap { $0.accepts + $0.waits }.map(\.id))
    return steps.flatMap { step in
      step.produces.unique.filter { event in
        !consumed.contains(event.id) && event.role != .inputRequired && !event.role.endsRun
          && !skips(.terminalEvent, step)
      }.map { "step '\(step.name)' returns '\($0.typeName)', but no step of '\(name)' takes it" }
    }
  }

  private var unreachable: [String] {
    var reached: Set<Int> = []
    var events: Set<ObjectIdentifier> = [start.id]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, step) in steps.enumerated() where !reached.contains(index) {
        let isTriggered =
          step.isExternal || step.catches != nil
          || step.accepts.contains { events.contains($0.id) || $0.role == .humanResponse }
          || step.accepts.contains { $0.role == .start }
        guard isTriggered else { continue }
        reached.insert(index)
        events.formUnion(step.produces.map(\.id))
        isGrowing = true
      }
    }
    return steps.enumerated().filter { !reached.contains($0.offset) && !skips(.reachability, $0.element) }.map {
      "step '\($0.element.name)' can never run: nothing that leads to it starts from '\(start.typeName)'"
    }
  }

  private var deadEnds: [String] {
    /// The steps from which the run can end, or from which somebody outside is asked.
    var leading: Set<Int> = []
    /// The events that such a step takes.
    var events: Set<ObjectIdentifier> = []
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, step) in steps.enumerated() where !leading.contains(index) {
        let leads = step.produces.contains {
          $0.role.endsRun || $0.role == .inputRequired || events.contains($0.id)
        }
        // A step that only ever returns nothing is an end in itself, such as one that logs.
        guard leads || step.produces.isEmpty else { continue }
        leading.insert(index)
        events.formUnion((step.accepts + step.waits).map(\.id))
        isGrowing = true
      }
    }
    return steps.enumerated().filter { !leading.contains($0.offset) && !skips(.deadEnd, $0.element) }.map {
      "step '\($0.element.name)' leads nowhere: no stop event can follow from what it returns"
    }
  }
}
