#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// What a group says of its events to the macros of those who have the group, which do not see its declaration.
///
/// See `GroupQuestions.swift` in the library. An event that not everybody sees who sees the group cannot be spoken of;
/// a group with such events, or with groups of its own, says that there are others.
struct GroupAnswers {
  let graph: StaticGraph
  let access: DeclarationAccess
  let visibility: VisibilityCheck

  /// The most events of which a group says that it needs or gives them, one by one.
  static let limit = 4

  private var taken: [Mention] { graph.steps.filter { !$0.isHandler }.flatMap { $0.accepts + $0.waits }.unique }
  private var made: [Mention] { graph.produced.unique }

  func declarations(in context: some MacroExpansionContext) -> [String] {
    let exposed = (taken + made).unique.filter(isExposed)
    if exposed.isEmpty { return lists([], []) }
    let names = Dictionary(
      uniqueKeysWithValues: exposed.enumerated().map { ($0.element.key, "_StepEvents._\($0.offset)") })
    let aliases = exposed.enumerated().map { number, mention in
      Place(mention.node, in: context).code(before: ["\(prefix)typealias _\(number) ="], text: mention.spelling)
    }
    let taken = taken.compactMap { names[$0.key] }
    let made = made.compactMap { names[$0.key] }
    return ["\(prefix)enum _StepEvents {\n\(aliases.joined(separator: "\n"))\n}"] + lists(taken, made)
      + answers("_takes", taken) + answers("_makes", made)
      + offers("_needs", "_edgeTo", needs, names) + offers("_gives", "_edgeFrom", gives, names)
  }

  private var prefix: String { access.prefix }

  /// All that the group takes and makes, if all of it can be spoken of.
  private func lists(_ taken: [String], _ made: [String]) -> [String] {
    var lists: [String] = []
    if graph.groups.isEmpty, self.taken.allSatisfy(isExposed) { lists.append(list("_taken", taken)) }
    if graph.groups.isEmpty, self.made.allSatisfy(isExposed) { lists.append(list("_made", made)) }
    return lists
  }

  private func list(_ name: String, _ types: [String]) -> String {
    let list = "Workflows._Events<\(types.joined(separator: ", "))>"
    return "\(prefix)nonisolated static func \(name)() -> \(list) { .init() }"
  }

  /// A function for each event.
  ///
  /// Two of them may be names of one type: the compiler then takes the function with the fewer parameters.
  private func answers(_ name: String, _ types: [String]) -> [String] {
    types.enumerated().map { number, type in
      let parameters = ["_ event: \(type).Type"] + Array(repeating: "_: Swift.Int = 0", count: number)
      return "\(prefix)nonisolated static func \(name)(\(parameters.joined(separator: ", "))) "
        + "-> Workflows._SettledQuestion { Workflows._Question.settled }"
    }
  }

  /// An event that a workflow has to make or to take, and what is wrong if it does not.
  private struct Offer {
    var event: Mention
    var message: String
  }

  private func offers(
    _ type: String, _ report: String, _ offers: [Offer], _ names: [String: String]
  ) -> [String] {
    var seen: Set<String> = []
    let known = offers.filter { names[$0.event.key] != nil && seen.insert($0.event.key).inserted }
    return known.prefix(Self.limit).enumerated().flatMap { number, offer -> [String] in
      guard let name = names[offer.event.key] else { return [] }
      return [
        "\(prefix)nonisolated static var \(type)\(number): \(name).Type { \(name).self }",
        """
        @available(*, unavailable, message: \(offer.message.literal))
        \(prefix)nonisolated static func \(report)\(number)(_ question: Workflows._OpenQuestion) {}
        """,
      ]
    }
  }

  private var needs: [Offer] {
    let own = made.keys
    return graph.steps.filter { !$0.isExternal && !$0.skips.contains("missingProducer") }.flatMap { step in
      step.accepts.filter { !own.contains($0.key) && [.plain, .inputRequired, .unknown].contains($0.role) }.map {
        let words = "step '\(step.name)' of group '\(graph.workflow)' takes '\($0.key)'"
        return Offer(event: $0, message: "\(words), but no step of the workflow produces it")
      }
    }
  }

  private var gives: [Offer] {
    let own = taken.keys
    return graph.steps.filter { !$0.skips.contains("terminalEvent") }.flatMap { step in
      step.produces.filter { !own.contains($0.key) && [.plain, .humanResponse, .unknown].contains($0.role) }.map {
        let words = "step '\(step.name)' of group '\(graph.workflow)' returns '\($0.key)'"
        return Offer(event: $0, message: "\(words), but no step of the workflow takes it")
      }
    }
  }

  /// Whether all who see the group certainly see the type: it is known to be visible, or stands in the signature of a
  /// step that they see.
  private func isExposed(_ mention: Mention) -> Bool {
    if visibility.nested.names[mention.key] != nil { return !visibility.isHidden(mention.key) }
    if mention.isCertain { return true }
    return graph.steps.contains { step in
      step.access >= access && (!step.isPrivate || visibility.isPrivate)
        && ((step.isAccepting ? [] : step.accepts) + step.returns).contains { $0.key == mention.key }
    }
  }
}
#endif
