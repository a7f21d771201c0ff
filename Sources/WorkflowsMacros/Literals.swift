#if Macros
import SwiftSyntax

/// What can be read from an option that is written out. Anything else is for the run-time check.
extension ExprSyntax {
  /// The number of `3` and `-3`.
  var integer: Int? {
    if let prefix = self.as(PrefixOperatorExprSyntax.self), prefix.operator.text == "-" {
      return prefix.expression.integer.map { -$0 }
    }
    guard let digits = self.as(IntegerLiteralExprSyntax.self)?.literal.text else { return nil }
    return Int(digits.filter { $0 != "_" })
  }

  /// Whether it is a number below zero.
  private var isNegativeNumber: Bool {
    guard let prefix = self.as(PrefixOperatorExprSyntax.self), prefix.operator.text == "-" else { return false }
    if let integer = prefix.expression.integer { return integer > 0 }
    guard let digits = prefix.expression.as(FloatLiteralExprSyntax.self)?.literal.text else { return false }
    return (Double(digits.filter { $0 != "_" }) ?? 0) > 0
  }

  /// The durations below zero in an expression, such as `.seconds(-1)`.
  var negativeDurations: [FunctionCallExprSyntax] {
    let units: Set<String> = ["seconds", "milliseconds", "microseconds", "nanoseconds"]
    return descendants(FunctionCallExprSyntax.self).filter { call in
      guard let name = call.calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName.text,
        units.contains(name), call.arguments.count == 1, let value = call.arguments.first?.expression
      else { return false }
      return value.isNegativeNumber
    }
  }

  /// The numbers of attempts in a retry policy.
  var attempts: [(count: Int, node: ExprSyntax)] {
    descendants(FunctionCallExprSyntax.self).flatMap { call -> [(count: Int, node: ExprSyntax)] in
      let name = call.calledExpression.as(MemberAccessExprSyntax.self)?.declName.baseName.text
      return call.arguments.compactMap { argument in
        guard argument.label?.text == "maxAttempts" || (name == "afterAttempt" && argument.label == nil),
          let count = argument.expression.integer
        else { return nil }
        return (count: count, node: argument.expression)
      }
    }
  }

  /// The number in `.take(3, …)`.
  var takenCount: (value: Int, node: ExprSyntax)? {
    guard let call = self.as(FunctionCallExprSyntax.self), call.calledExpression.memberName == "take",
      let argument = call.arguments.first?.expression, let value = argument.integer
    else { return nil }
    return (value, argument)
  }

  /// The text of a string literal without interpolations.
  var stringValue: String? {
    guard let literal = self.as(StringLiteralExprSyntax.self), literal.segments.count == 1,
      let text = literal.segments.first?.as(StringSegmentSyntax.self)?.content.text, !text.contains("\\")
    else { return nil }
    return text
  }

  /// The name of `.name` and `Type.name`.
  var memberName: String? { self.as(MemberAccessExprSyntax.self)?.declName.baseName.text }

  /// The truth value of `true` and `false`.
  var boolean: Bool? {
    switch self.as(BooleanLiteralExprSyntax.self)?.literal.tokenKind {
    case .keyword(.true): true
    case .keyword(.false): false
    default: nil
    }
  }

  /// Whether a literal of another kind stands where one of this kind belongs; `false` for whatever is no literal.
  ///
  /// `other` is for what no literal but `nil` can be.
  func isVisiblyNot(_ kind: LiteralKind) -> Bool {
    if self.is(NilLiteralExprSyntax.self) { return kind == .integer || kind == .boolean || kind == .set }
    if self.is(StringLiteralExprSyntax.self) { return kind != .string }
    if self.is(BooleanLiteralExprSyntax.self) { return kind != .boolean }
    if integer != nil { return kind != .integer && kind != .optionalInteger }
    if self.is(FloatLiteralExprSyntax.self) { return true }
    if self.is(ArrayExprSyntax.self) { return kind != .set }
    return false
  }
}

enum LiteralKind { case string, integer, optionalInteger, boolean, set, other }
#endif
