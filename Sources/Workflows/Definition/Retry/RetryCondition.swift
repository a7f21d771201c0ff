/// The errors after which a step is tried again.
public struct RetryCondition: Hashable, Sendable, CustomStringConvertible {
  private indirect enum Kind: Hashable, Sendable {
    case always, never
    case type(ErrorType)
    case causeType(ErrorType)
    case message(String)
    case messageMatching(String)
    case named(NamedPredicate)
    case not(RetryCondition)
    case any([RetryCondition])
    case all([RetryCondition])
  }

  private let kind: Kind

  /// Every error.
  public static let always = RetryCondition(kind: .always)
  /// No error.
  public static let never = RetryCondition(kind: .never)

  /// Errors of a type.
  ///
  /// With a protocol or class type, errors that conform or inherit.
  public static func type<Failure>(_ type: Failure.Type) -> RetryCondition { .init(kind: .type(ErrorType(type))) }

  /// Errors of any type but this.
  public static func notType<Failure>(_ type: Failure.Type) -> RetryCondition { !.type(type) }

  /// Errors with a cause of a type, however deep in their chain of ``CausedError/cause``.
  public static func causeType<Failure>(_ type: Failure.Type) -> RetryCondition {
    .init(kind: .causeType(ErrorType(type)))
  }

  /// Errors that describe themselves with exactly this text.
  public static func message(_ text: String) -> RetryCondition { .init(kind: .message(text)) }

  /// Errors in whose description this regular expression is found.
  ///
  /// A pattern that is no regular expression is reported when the workflow is validated.
  public static func message(matching pattern: String) -> RetryCondition { .init(kind: .messageMatching(pattern)) }

  /// Errors for which a function says so.
  ///
  /// The name stands for the function wherever the policy is compared or printed. The function runs outside of the
  /// engine: on the task of the step that failed, or, if the step exceeded its timeout, on a detached one.
  public static func `where`(
    _ name: String, _ predicate: @escaping @Sendable (any Error) -> Bool
  ) -> RetryCondition {
    .init(kind: .named(NamedPredicate(name: name, predicate: predicate)))
  }

  /// Errors for which any of the conditions holds; none if there is no condition.
  public static func any(_ conditions: RetryCondition...) -> RetryCondition { .init(kind: .any(conditions)) }

  /// Errors for which all of the conditions hold; every error if there is no condition.
  public static func all(_ conditions: RetryCondition...) -> RetryCondition { .init(kind: .all(conditions)) }

  /// Errors for which either condition holds.
  public static func | (left: RetryCondition, right: RetryCondition) -> RetryCondition { .any(left, right) }

  /// Errors for which both conditions hold.
  public static func & (left: RetryCondition, right: RetryCondition) -> RetryCondition { .all(left, right) }

  /// Errors for which the condition does not hold.
  public static prefix func ! (condition: RetryCondition) -> RetryCondition { .init(kind: .not(condition)) }

  /// Whether an error is worth another attempt.
  public func applies(to error: any Error) -> Bool {
    switch kind {
    case .always: true
    case .never: false
    case .type(let type): type.matches(error)
    case .causeType(let type): causes(of: error).contains { type.matches($0) }
    case .message(let text): String(describing: error) == text
    case .messageMatching(let pattern): regex(pattern).map { String(describing: error).contains($0) } ?? false
    case .named(let named): named.predicate(error)
    case .not(let condition): !condition.applies(to: error)
    case .any(let conditions): conditions.contains { $0.applies(to: error) }
    case .all(let conditions): conditions.allSatisfy { $0.applies(to: error) }
    }
  }

  /// The value in words.
  public var description: String {
    switch kind {
    case .always: "always"
    case .never: "never"
    case .type(let type): "if \(type.name)"
    case .causeType(let type): "if caused by \(type.name)"
    case .message(let text): "if the message is \"\(text)\""
    case .messageMatching(let pattern): "if the message matches /\(pattern)/"
    case .named(let named): "if \(named.name)"
    case .not(let condition): "unless (\(condition))"
    case .any(let conditions): "(\(conditions.map(\.description).joined(separator: " or ")))"
    case .all(let conditions): "(\(conditions.map(\.description).joined(separator: " and ")))"
    }
  }

  package var problems: [String] {
    switch kind {
    case .messageMatching(let pattern) where regex(pattern) == nil:
      ["the retry condition '\(pattern)' is no regular expression"]
    case .not(let condition): condition.problems
    case .any(let conditions), .all(let conditions): conditions.flatMap(\.problems)
    default: []
    }
  }

  private func causes(of error: any Error) -> some Sequence<any Error> {
    // There may be a circle of them.
    sequence(first: error) { ($0 as? any CausedError)?.cause }.dropFirst().prefix(1_000)
  }

  private func regex(_ pattern: String) -> Regex<AnyRegexOutput>? {
    do { return try Regex(pattern) } catch { return nil }
  }
}

/// An error that another error led to.
public protocol CausedError: Error {
  /// The error that led to this one.
  var cause: (any Error)? { get }
}

/// A type of errors, comparable by its identity.
private struct ErrorType: Hashable, Sendable {
  let id: ObjectIdentifier
  let name: String
  let matches: @Sendable (any Error) -> Bool

  init<Failure>(_ type: Failure.Type) {
    id = ObjectIdentifier(type)
    name = String(describing: type)
    matches = { $0 is Failure }
  }

  static func == (left: Self, right: Self) -> Bool { left.id == right.id }
  func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// A function that is known by its name.
private struct NamedPredicate: Hashable, Sendable {
  let name: String
  let predicate: @Sendable (any Error) -> Bool

  static func == (left: Self, right: Self) -> Bool { left.name == right.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
