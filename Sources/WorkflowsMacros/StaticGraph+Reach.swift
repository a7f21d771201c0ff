#if Macros
import SwiftSyntax

/// Steps that cannot run or lead nowhere.
///
/// Both walk the graph as the names draw it. What they find missing is a problem unless the types know more: another
/// name for an event that is taken, a union that is declared elsewhere, a role.
extension StaticGraph {
  var unreachable: [Question] {
    // That the run never starts is said once, and not of every step.
    guard start != nil || !startEntries.isEmpty else { return [] }
    let reached = self.reached
    let missing = steps.indices.filter { !reached.contains($0) }.map { steps[$0] }
    let wanted = missing.flatMap(\.accepts).unique
    let available = reached.sorted().flatMap { steps[$0].produces }.unique
    let unless =
      wanted.with(.unknown).map { Question.Unless.role($0, [.humanResponse, .start]) } + wanted.hiding
      + available.flatMap { wanted.aliases(of: $0) } + available.hiding
    let from = start.map { "'\($0.key)'" } ?? "the start event"
    return missing.filter { !isSkipped("reachability", $0) }.map { step in
      Question(
        problem: Problem(
          "unreachable", "step '\(step.name)' can never run: nothing that leads to it starts from \(from)",
          at: step.node), unless: unless)
    }
  }

  /// The steps that can run, by their names alone.
  private var reached: Set<Int> {
    let made = produced.keys
    var reached: Set<Int> = []
    var events: Set<String> = start.map { [$0.key] } ?? []
    grow { index, step in
      let isTriggered =
        step.isExternal
        || step.accepts.contains {
          events.contains($0.key) || $0.role == .humanResponse || $0.role == .start
            // It starts the run, comes from outside, or is a problem of its own.
            || !made.contains($0.key)
        }
      guard isTriggered, reached.insert(index).inserted else { return false }
      events.formUnion(step.produces.map(\.key))
      return true
    }
    return reached
  }

  var deadEnds: [Question] {
    // That nothing ever stops the run is said once, and not of every step.
    guard !endsImplicitly, stop != nil || !stopExits.isEmpty else { return [] }
    let taken = accepted.keys
    var leading: Set<Int> = []
    var events: Set<String> = []
    grow { index, step in
      let leads = step.produces.contains {
        $0.role == .stop || $0.role == .termination || $0.role == .inputRequired || $0.key == stop?.key
          // It ends the run, goes outside, or is a problem of its own.
          || !taken.contains($0.key) || events.contains($0.key)
      }
      guard leads || step.produces.isEmpty, leading.insert(index).inserted else { return false }
      events.formUnion((step.accepts + step.waits).map(\.key))
      return true
    }
    // Of a step that cannot run, that is enough to know.
    let ending = reached.subtracting(leading).sorted().map { steps[$0] }
    let given = ending.flatMap(\.produces).unique
    let good = leading.sorted().flatMap { steps[$0].accepts + steps[$0].waits }.unique
    let unless =
      given.with(.unknown).map { Question.Unless.role($0, [.inputRequired, .stop]) } + given.hiding
      + good.flatMap { given.aliases(of: $0) } + good.hiding
    return ending.filter { !isSkipped("deadEnd", $0) }.map { step in
      Question(
        problem: Problem(
          "dead-end", "step '\(step.name)' leads nowhere: no stop event can follow from what it returns",
          at: step.node),
        unless: unless)
    }
  }

  /// Calls the closure for every step until it changes nothing any more.
  private func grow(_ visit: (Int, Step) -> Bool) {
    // Forth and back, because a chain is mostly declared in one of these directions.
    var isGrowing = true
    var order = Array(steps.indices)
    while isGrowing {
      isGrowing = false
      for index in order where visit(index, steps[index]) { isGrowing = true }
      order.reverse()
    }
  }
}
#endif
