/// Which steps collect what a step returns in an array, seen from the types alone.
///
/// A step that returns an array opens a level: its elements, and everything that follows from them one by one. A step
/// that takes an array of a type that is on the level collects it. What such a step returns is on the level of the
/// array's own trigger again, and an array that is returned on a level opens another one below. The rules are Python's
/// (`workflows.collect`), except that what a step sends is on its level too.
struct BatchLevels {
  /// For each step the steps that collect what it returns in an array, in declaration order.
  private(set) var collectors: [[Int]]

  private let steps: [GraphStep]
  private let takers: [ObjectIdentifier: [Int]]
  private let handlers: [Int?]

  init(_ steps: [GraphStep]) {
    self.steps = steps
    var takers: [ObjectIdentifier: [Int]] = [:]
    for (index, step) in steps.enumerated() {
      for id in Set(step.accepts.map(\.id)) { takers[id, default: []].append(index) }
    }
    self.takers = takers
    handlers = HandlerCheck(steps: steps).owners
    collectors = steps.map { _ in [] }
    guard steps.contains(where: { $0.trigger == .batch }) else { return }
    // What a level below hands up may bring further steps onto a level, which may collect levels of their own.
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, step) in steps.enumerated() where !step.listed.isEmpty {
        let found = self.collectors(of: step)
        if found.count > collectors[index].count {
          collectors[index] = found
          isGrowing = true
        }
      }
    }
  }

  /// The steps that collect from a step's level, as far as is known yet.
  private func collectors(of producer: GraphStep) -> [Int] {
    var found: Set<Int> = []
    var seen: Set<ObjectIdentifier> = []
    var handing: Set<Int> = []
    var events = producer.listed.map(\.id)
    func add(_ step: Int) {
      guard handing.insert(step).inserted else { return }
      events += steps[step].bare.map(\.id)
      // What fails on this level is handled on it.
      if let handler = handlers[step] { add(handler) }
      // An array on this level opens one below, from which only those that collect it hand something up.
      if !steps[step].listed.isEmpty { for collector in collectors[step] { add(collector) } }
    }
    while let event = events.popLast() {
      guard seen.insert(event).inserted else { continue }
      for taker in takers[event] ?? [] {
        if steps[taker].trigger == .batch { found.insert(taker) } else { add(taker) }
      }
    }
    return found.sorted()
  }
}
