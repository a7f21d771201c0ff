#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// Each type that a step mentions, by itself: is it an event, and one that a step may take or return?
extension StaticGraph {
  /// What is wrong with the types whose role their names tell.
  var typeProblems: [Problem] {
    steps.flatMap { step in
      step.accepts.filter { $0.role == .stop || $0.role == .termination }.map {
        Problem("takes-stop", Words.takesStop(step.name, $0.key), at: $0.node)
      }
        + step.sends.filter { $0.role == .stop || $0.role == .termination }.map {
          Problem("sends-stop", Words.sendsStop(step.name, $0.key), at: $0.node)
        }
        + step.returns.filter { $0.role == .termination }.map {
          Problem("returns-termination", Words.returnsTermination(step.name, $0.key), at: $0.node)
        }
    }
  }

  /// Names for the types whose role their names do not tell, for the code that asks about them.
  func typeNames(in context: some MacroExpansionContext) -> [String] {
    let ends = [givenStart, givenStop].compactMap(\.self)
    var seen: Set<String> = []
    return (wanted + produced + ends).filter { $0.role == .unknown && seen.insert($0.localType).inserted }.map {
      Place($0.node, in: context).code(
        before: ["typealias \($0.localType) ="], text: $0.spelling)
    }
  }

  /// The code that asks the compiler about all others, each once.
  ///
  /// - Parameter besidesEnds: Whether an event that starts or stops a run is a second one beside that which is known.
  func typeChecks(in context: some MacroExpansionContext, besidesEnds: Bool = true) -> [String] {
    let start = besidesEnds ? start : nil
    let stop = besidesEnds ? stop : nil
    var taken: Set<String> = []
    var returned: Set<String> = []
    return steps.flatMap { step -> [String] in
      step.accepts.filter { $0.role == .unknown && taken.insert($0.key).inserted }.map { mention in
        let second = start.map {
          "workflow '\(workflow)' has more than one start event: \(Words.list([$0, mention]))"
        }
        return check(
          "#_taken", mention, besides: start,
          [second ?? "", Words.takesStop(step.name, mention.key), Words.takesNoEvent(step.name, mention.key)],
          in: context)
      }
        + step.produces.filter { $0.role == .unknown && returned.insert($0.key).inserted }.map { mention in
          let second = stop.map {
            "steps of '\(workflow)' stop with different events: \(Words.list([$0, mention]))"
          }
          return check(
            "#_returned", mention, besides: stop,
            [
              second ?? "", Words.returnsTermination(step.name, mention.key),
              Words.returnsNoEvent(step.name, mention.key),
            ], in: context)
        }
    }
  }

  private func check(
    _ macro: String, _ mention: Mention, besides other: Mention?, _ messages: [String],
    in context: some MacroExpansionContext
  ) -> String {
    // Compared with itself, an event is not a second one.
    let other = other?.localType ?? mention.localType
    let rest = messages.map(\.literal).joined(separator: ", ")
    return Place(mention.node, in: context).code(
      before: ["_ = \(macro)("], text: "\(mention.localType).self, besides: \(other).self, \(rest))")
  }
}
#endif
