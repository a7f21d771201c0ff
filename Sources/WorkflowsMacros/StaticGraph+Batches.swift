#if Macros
import SwiftSyntax

/// Steps that take an array, which somebody has to return.
extension StaticGraph {
  /// Steps that collect what no array leads to.
  ///
  /// Which array a step collects, and what is on its level, is checked when the workflow is first used; this finds what
  /// no level could bring.
  var missingArrays: [Question] {
    let reached = eventsReached(from: steps.flatMap(\.listed))
    let keys = reached.keys
    return steps.filter { $0.takesArray && !$0.accepts.contains { keys.contains($0.key) } }.map { step in
      Question(
        problem: Problem(
          "missing-array",
          "step '\(step.name)' collects \(Words.list(step.accepts.unique)), but no step returns an array that leads to it",
          at: step.accepts.first?.node ?? step.node),
        unless: produced.hiding + reached.flatMap { step.accepts.aliases(of: $0) })
    }
  }

  /// All events that may follow from some, these included.
  private func eventsReached(from first: [Mention]) -> [Mention] {
    var found = first
    var keys = first.keys
    var next = 0
    while next < found.count {
      // What fails may be handled, in its place.
      for step in steps where step.isHandler || step.accepts.keys.contains(found[next].key) {
        for event in step.produces where keys.insert(event.key).inserted { found.append(event) }
      }
      next += 1
    }
    return found
  }
}
#endif
