/// An API key that cannot be printed by accident.
///
/// A model is a value, and values are printed, dumped and logged with all they contain.
struct APIKey: Sendable, CustomStringConvertible, CustomReflectable {
  private let value: String

  init(_ value: String) {
    // Keys are read from files, which end in a line feed.
    self.value = value.withoutOuterSpace
  }

  var isEmpty: Bool { value.isEmpty }

  /// Whether the key can be sent.
  ///
  /// A header with anything else in it would be refused, in an error that quotes it.
  var isValid: Bool { value.utf8.allSatisfy { (0x21...0x7E).contains($0) } }

  /// The value of the `Authorization` header.
  var authorization: String { "Bearer \(value)" }

  /// The text without the key, which servers repeat in their errors.
  ///
  /// A key as short as the `none` of a local server is no secret, and may be part of any text.
  func redacted(_ text: String) -> String {
    value.utf8.count < 8 ? text : text.replacing(value, with: description)
  }

  var description: String { "<API key>" }
  var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
