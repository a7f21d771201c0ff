#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// A problem that the names suggest, with everything that would make it none.
///
/// What the names decide is decided here. What is left is asked of the type checker, in an expansion that reports the
/// problem on the user's own line and column; see `MacroQuestions.swift` in the library.
struct Question {
  enum Unless {
    /// The event has one of these roles.
    case role(Mention, [Role])
    /// The event does not start a run.
    case notStart(Mention)
    /// The event does not stop a run, as a step may.
    case notStop(Mention)
    /// It is no event by itself, but a union or a mistake that is reported elsewhere.
    case noEvent(Mention)
    /// It stands for events that cannot be seen here.
    case hiding(Mention)
    /// It stands for no events that cannot be seen here.
    case notHiding(Mention)
    /// They are two names of one type.
    case same(Mention, Mention)
    /// The stop event needs no value.
    case implicit(Mention)
    /// A step of the group of this number takes it.
    case takenByGroup(Int, Mention)
    /// A step of the group of this number produces it.
    case madeByGroup(Int, Mention)
    /// A group has events of which not all is known.
    case hiddenInGroups(Side)
  }

  var problem: Problem
  var unless: [Unless]

  /// Reports the problem at once if it is certain; returns the code to ask whether it is one if that is open.
  func ask(_ number: Int, in context: some MacroExpansionContext) -> String? {
    let open = unless.filter { $0.answer == nil }
    if unless.contains(where: { $0.answer == true }) { return nil }
    if open.isEmpty {
      context.report([problem])
      return nil
    }
    var lines = ["let q\(number)_0 = Workflows._Question.open"]
    var seen: Set<String> = []
    for (index, call) in open.flatMap(\.calls).filter({ seen.insert($0).inserted }).enumerated() {
      lines.append("let q\(number)_\(index + 1) = q\(number)_\(index).\(call)")
    }
    let check = "_ = #_check(q\(number)_\(lines.count - 1),"
    return Place(problem.node, in: context).code(before: lines + [check], text: "\(problem.message.literal))")
  }
}

extension Question.Unless {
  /// Whether the condition holds; `nil` where names do not tell.
  var answer: Bool? {
    switch self {
    case .role(let mention, let roles): mention.role == .unknown ? nil : roles.contains(mention.role)
    case .notStart(let mention): mention.role == .unknown ? nil : mention.role != .start
    case .notStop(let mention): mention.role == .unknown ? nil : mention.role != .stop
    case .noEvent(let mention), .hiding(let mention): mention.role == .unknown ? nil : false
    case .notHiding(let mention): mention.role == .unknown ? nil : true
    case .same(let one, let other): one.key == other.key ? true : one.isCertain && other.isCertain ? false : nil
    // `Stop<String>` needs a value, and `Stop<String?>` does not, but `Stop<Answer>` may be another name of either.
    case .implicit(let mention): mention.key == "Stop<Nothing>" ? true : nil
    case .takenByGroup, .madeByGroup, .hiddenInGroups: nil
    }
  }

  /// The calls that ask the type checker.
  fileprivate var calls: [String] {
    switch self {
    case .role(let mention, let roles):
      roles.compactMap { role in
        switch role {
        case .start: "unlessStart(\(mention.localType).self)"
        case .stop, .termination: "unlessStop(\(mention.localType).self)"
        case .inputRequired: "unlessInputRequired(\(mention.localType).self)"
        case .humanResponse: "unlessHumanResponse(\(mention.localType).self)"
        case .plain, .unknown: nil
        }
      }
    case .notStart(let mention): ["unlessNotStart(\(mention.localType).self)"]
    case .notStop(let mention): ["unlessNotStop(\(mention.localType).self)"]
    case .noEvent(let mention): ["unlessNoEvent(\(mention.localType).self)"]
    case .hiding(let mention): ["unlessHiding(\(mention.localType).self)"]
    case .notHiding(let mention): ["unlessNotHiding(\(mention.localType).self)"]
    case .same(let one, let other): ["unlessSame(\(one.localType).self, \(other.localType).self)"]
    case .implicit(let mention): ["unlessImplicit(\(mention.localType).self)"]
    case .takenByGroup(let number, let mention): ["unless(g\(number)._takes(\(mention.localType).self))"]
    case .madeByGroup(let number, let mention): ["unless(g\(number)._makes(\(mention.localType).self))"]
    case .hiddenInGroups(let side): ["unless(\(side)Hidden)"]
    }
  }
}
#endif
