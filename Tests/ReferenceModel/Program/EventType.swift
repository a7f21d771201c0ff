/// A type of event; every event carries one number.
package enum EventType: Hashable, Sendable {
  /// The start event.
  case start
  /// One of the ordinary events, `E0` to `E15`.
  case work(Int)
  /// One of the answers of a person, `H0` to `H3`.
  case answer(Int)

  /// How many ordinary events there are.
  package static let workCount = 16
  /// How many questions there are, and answers.
  package static let questionCount = 4
}

extension EventType: RawRepresentable, Codable {
  package init?(rawValue: String) {
    let number = Int(rawValue.dropFirst())
    switch (rawValue.first, number) {
    case ("E", .some(let number)) where (0..<Self.workCount).contains(number): self = .work(number)
    case ("H", .some(let number)) where (0..<Self.questionCount).contains(number): self = .answer(number)
    case _ where rawValue == "Start": self = .start
    default: return nil
    }
  }

  package var rawValue: String {
    switch self {
    case .start: "Start"
    case .work(let number): "E\(number)"
    case .answer(let number): "H\(number)"
    }
  }
}
