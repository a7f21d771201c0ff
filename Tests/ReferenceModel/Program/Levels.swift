/// Which steps take the batches that a step opens by returning a list: its gatherers.
///
/// A list opens a level. On it are the types of its elements, and what those steps return that take a type of the level
/// one by one, or handle their failures. A step on the level that returns a list opens a level below its own, and what
/// the gatherers of that return is on this level again.
package struct Levels {
  /// For every step its gatherers, in declaration order; none if no list of its opens a batch.
  package private(set) var gatherers: [[Int]]
  private let program: Program
  private let owners: [Int?]

  package init(of program: Program, withHandlers: Bool = true) {
    self.program = program
    owners = withHandlers ? program.handlers : program.steps.map { _ in nil }
    gatherers = program.steps.map { _ in [] }
    // What a level is handed from below may bring more steps onto it, which have lists of their own.
    while true {
      let found = program.steps.indices.map { program.steps[$0].action.lists ? gatherers(onLevelOf: $0) : [] }
      if found == gatherers { return }
      gatherers = found
    }
  }

  /// The gatherers of a step, as far as those of the levels below are known.
  private func gatherers(onLevelOf producer: Int) -> [Int] {
    var types = Set(program.steps[producer].action.listedTypes)
    var handing: Set<Int> = []
    while true {
      let takers = program.steps.indices.filter { !types.isDisjoint(with: program.steps[$0].takes.types) }
      var next = handing.union(takers.filter { !program.steps[$0].takes.isBatch })
      for step in next { next.formUnion(gatherers[step]) }
      for step in next { if let owner = owners[step] { next.insert(owner) } }
      if next == handing { return takers.filter { program.steps[$0].takes.isBatch } }
      handing = next
      for step in handing { types.formUnion(program.steps[step].action.bareTypes) }
    }
  }
}

extension Program {
  /// Whether every step that takes batches gets some.
  package var isValid: Bool {
    let gatherers = Levels(of: self).gatherers.joined()
    return steps.indices.allSatisfy { !steps[$0].takes.isBatch || gatherers.contains($0) }
  }
}
