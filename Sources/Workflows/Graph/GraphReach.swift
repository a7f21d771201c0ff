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
      }.map { "step '\(step.name)' takes '\($0.typeName)', but no step of '\(name)' produces it" }
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
    let left = steps.indices.filter { !reached.contains($0) && !skips(.reachability, steps[$0]) }
    return causes(among: left) { makes($0, for: $1) }.map { step, others in
      "step '\(steps[step].name)' can never run: nothing that leads to it starts from '\(start.typeName)'"
        + (others > 0 ? "; nor can \(others) after it" : "")
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
    let left = steps.indices.filter { !leading.contains($0) && !skips(.deadEnd, steps[$0]) }
    return causes(among: left) { makes($1, for: $0) }.map { step, others in
      "step '\(steps[step].name)' leads nowhere: no stop event can follow from what it returns"
        + (others > 0 ? "; nor from \(others) before it" : "")
    }
  }

  /// Whether one step produces what another one takes.
  private func makes(_ one: Int, for other: Int) -> Bool {
    let taken = Set((steps[other].accepts + steps[other].waits).map(\.id))
    return steps[one].produces.contains { taken.contains($0.id) }
  }

  /// Those steps of which the others are a consequence, with how many of them: one gap in a chain of hundreds is no
  /// hundreds of problems.
  ///
  /// - Parameter leads: Whether the trouble of one step is that of another.
  private func causes(among steps: [Int], leads: (Int, Int) -> Bool) -> [(step: Int, others: Int)] {
    let following = steps.map { one in steps.indices.filter { steps[$0] != one && leads(one, steps[$0]) } }
    let reaches = steps.indices.map { first -> Set<Int> in
      var reached: Set<Int> = []
      var next = [first]
      while let index = next.popLast() {
        if reached.insert(index).inserted { next += following[index] }
      }
      return reached
    }
    var seen: Set<Int> = []
    var causes: [(step: Int, others: Int)] = []
    // A cause reaches more than what follows from it does; of a circle it is whichever comes first.
    let order = steps.indices.sorted { (reaches[$1].count, $0) < (reaches[$0].count, $1) }
    for index in order where !seen.contains(index) {
      causes.append((steps[index], reaches[index].subtracting(seen).count - 1))
      seen.formUnion(reaches[index])
    }
    return causes
  }
}
