/// Whether the events of which a step takes one each can ever be there together.
///
/// What is within a batch meets only what is within the same one, and never what is outside: see ``BatchLevels``.
struct JoinCheck {
  let steps: [GraphStep]
  let collectors: [[Int]]
  /// The checks that do not apply to any step.
  let skips: Set<GraphCheck>

  var problems: [String] {
    // Without batches everything is on one level.
    guard collectors.contains(where: { !$0.isEmpty }) else { return [] }
    let joins = steps.filter { $0.trigger == .set }
    if joins.isEmpty { return [] }
    let levels = levels
    return joins.compactMap { step in
      let wanted = Set(step.accepts.map(\.id))
      if levels.contains(where: { wanted.isSubset(of: $0.events) }) { return nil }
      let places = step.accepts.unique.map { event in
        let levels = levels.filter { $0.events.contains(event.id) }.map(\.name)
        return (event, levels)
      }
      // What nobody produces is told elsewhere.
      if places.contains(where: \.1.isEmpty) { return nil }
      let words = places.map { "'\($0.typeName)' \($1.joined(separator: " or "))" }.joined(separator: ", ")
      return
        "step '\(step.name)' takes one of each of \(step.accepts.unique.map { "'\($0.typeName)'" }.joined(separator: ", ")), "
        + "which never meet: \(words); let them come from the same array, or take that as a whole, "
        + "'[…]', first; if one of them is sent from outside, mark the step with 'external: true'"
    }
  }

  private struct Level {
    let name: String
    let events: Set<ObjectIdentifier>
  }

  /// The level outside of all batches, and that of each step whose array somebody collects.
  private var levels: [Level] {
    let produced = Set(steps.flatMap(\.produces).map(\.id))
    let outside = steps.flatMap { step in
      // What such a step takes may come from outside although steps produce it, too.
      let isOpen = step.isExternal || step.skips.contains(.missingProducer) || skips.contains(.missingProducer)
      return step.accepts.filter {
        isOpen || $0.role == .start || $0.role == .humanResponse || !produced.contains($0.id)
      }
    }
    let batches = steps.indices.filter { !collectors[$0].isEmpty }.map { index in
      Level(name: "in batches of '\(steps[index].name)'", events: events(from: steps[index].listed.map(\.id)))
    }
    return [Level(name: "outside of batches", events: events(from: outside.map(\.id)))] + batches
  }

  /// The events on the level on which some are.
  private func events(from first: [ObjectIdentifier]) -> Set<ObjectIdentifier> {
    let handlers = HandlerCheck(steps: steps).owners
    var seen: Set<ObjectIdentifier> = []
    var handing: Set<Int> = []
    var events = first
    func add(_ step: Int) {
      guard handing.insert(step).inserted else { return }
      events += steps[step].bare.map(\.id)
      if let handler = handlers[step] { add(handler) }
      if steps[step].listed.isEmpty { return }
      // Nobody collects it: its elements stay where it is.
      if collectors[step].isEmpty { events += steps[step].listed.map(\.id) }
      for collector in collectors[step] { add(collector) }
    }
    while let event = events.popLast() {
      guard seen.insert(event).inserted else { continue }
      for (index, step) in steps.enumerated()
      where step.trigger != .batch && step.accepts.contains(where: { $0.id == event }) {
        add(index)
      }
    }
    return seen
  }
}
