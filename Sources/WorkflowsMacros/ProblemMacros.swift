#if Macros
import SwiftDiagnostics
import SwiftParser
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacros

/// Reports the first message that it is given.
///
/// It is what overload resolution comes to when a suspicion is true: see `MacroQuestions.swift` in the library.
struct FirstProblemMacro: ExpressionMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: some FreestandingMacroExpansionSyntax, in context: some MacroExpansionContext
  ) throws -> ExprSyntax {
    context.report(message: 0, of: node)
    return "0"
  }
}

/// Reports the second message that it is given.
struct SecondProblemMacro: ExpressionMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: some FreestandingMacroExpansionSyntax, in context: some MacroExpansionContext
  ) throws -> ExprSyntax {
    context.report(message: 1, of: node)
    return "0"
  }
}

/// Reports the third message that it is given.
struct ThirdProblemMacro: ExpressionMacro {
  static var formatMode: FormatMode { .disabled }

  static func expansion(
    of node: some FreestandingMacroExpansionSyntax, in context: some MacroExpansionContext
  ) throws -> ExprSyntax {
    context.report(message: 2, of: node)
    return "0"
  }
}

extension MacroExpansionContext {
  /// The messages are the string literals among the arguments; the place is the type in front of them, or the message.
  fileprivate func report(message index: Int, of node: some FreestandingMacroExpansionSyntax) {
    let literals = node.arguments.compactMap { $0.expression.as(StringLiteralExprSyntax.self) }
    guard literals.indices.contains(index), let message = literals[index].representedLiteralValue else { return }
    let type = node.arguments.first?.expression.as(MemberAccessExprSyntax.self)
    report([Problem("graph", message, at: type.map { Syntax($0) } ?? Syntax(literals[index]))])
  }
}
#endif
