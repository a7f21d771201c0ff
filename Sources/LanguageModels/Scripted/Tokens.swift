/// Splits text into pieces of the size that models make.
enum Tokens {
  private enum Kind {
    case space
    case word
    case mark
  }

  /// The words, and the marks between them, each with the spaces before it.
  ///
  /// Put together they are the text.
  static func split(_ text: String) -> [String] {
    var tokens: [String] = []
    var token = ""
    var kind = Kind.space
    for character in text {
      let next = self.kind(character)
      // Spaces begin a token; a word continues one that is only spaces so far, or a word.
      let continues = kind == next && next != .mark || kind == .space
      if !continues {
        tokens.append(token)
        token = ""
      }
      token.append(character)
      kind = next
    }
    if !token.isEmpty { tokens.append(token) }
    return tokens
  }

  private static func kind(_ character: Character) -> Kind {
    if character.isWhitespace { return .space }
    return character.isLetter || character.isNumber || character == "'" || character == "’" ? .word : .mark
  }
}
