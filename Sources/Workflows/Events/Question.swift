/// A question to somebody outside of the run, which knows the type of its answer: ``WorkflowContext/ask(_:timeout:)``.
///
/// ```swift
/// struct Approval: Question {
///   var amount: Int
///   struct Answer: HumanResponseEvent { var yes: Bool }
/// }
/// ```
public protocol Question: InputRequiredEvent {
  /// What whoever is asked answers with.
  associatedtype Answer: HumanResponseEvent
}

/// Names one question of one run, so that an answer reaches that question and no other.
///
/// The run makes it, and ``StreamRecord/question`` tells it. Its text, ``description``, may travel through other systems:
/// ``init(_:)`` reads it back.
public struct QuestionID: Hashable, Sendable, LosslessStringConvertible {
  /// The run that asks.
  public let runID: String
  /// The number of the question in its run, from 1.
  package let number: UInt32

  package init(runID: String, number: UInt32) {
    self.runID = runID
    self.number = number
  }

  /// Reads an id from its text; `nil` if it is none.
  public init?(_ description: String) {
    guard let dash = description.lastIndex(of: "/"), dash != description.startIndex,
      let number = UInt32(description[description.index(after: dash)...]), number > 0
    else { return nil }
    self.init(runID: String(description[..<dash]), number: number)
  }

  /// The id of the run, a slash, and the number of the question.
  public var description: String { "\(runID)/\(number)" }
}

extension QuestionID: Codable {
  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = QuestionID(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no id of a question, such as 'run/1'")
    }
    self = id
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
