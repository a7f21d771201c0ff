/// How wide text is, estimated, because nobody here knows the fonts of whoever looks at a picture.
///
/// The widths are those of Helvetica and what is like it, with something to spare for wider fonts.
enum TextMetrics {
  /// The width of a line.
  static func width(_ text: some StringProtocol, size: Double, isBold: Bool = false) -> Double {
    var sum = 0.0
    for scalar in text.unicodeScalars { sum += width(scalar) }
    return sum * size * (isBold ? 1.18 : 1.1) / 1000
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 32..<127: Double(ascii[Int(scalar.value) - 32])
    case 0x300..<0x370, 0x200B..<0x2010, 0xFE00..<0xFE10: 0
    case ..<0x1100: 640
    case 0x2010..<0x2E80: 900
    default: 1050
    }
  }

  private static let ascii: [Int16] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
}

extension TextMetrics {
  /// A label in lines that fit, broken between its words, which names in code have too: `fetchAllPages`.
  ///
  /// What does not fit is cut off with an ellipsis.
  static func wrap(
    _ label: String, size: Double, isBold: Bool = false, within width: Double, lines most: Int
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    func fits(_ text: String) -> Bool { Self.width(text, size: size, isBold: isBold) <= width }
    for word in words(of: label) {
      var rest = word[...]
      if fits(line + rest.trimmed) {
        line += rest
        continue
      }
      if !line.trimmed.isEmpty { lines.append(line.trimmed) }
      line = ""
      // A word that is too long for any line is broken anywhere.
      while !fits(rest.trimmed), lines.count <= most {
        var end = rest.index(after: rest.startIndex)
        while end < rest.endIndex, fits(String(rest[...end])) { end = rest.index(after: end) }
        lines.append(String(rest[..<end]))
        rest = rest[end...]
      }
      line = String(rest)
      if lines.count > most { break }
    }
    if !line.trimmed.isEmpty { lines.append(line.trimmed) }
    if lines.count > most {
      lines.removeSubrange(most...)
      var last = lines[most - 1]
      while !last.isEmpty, !fits(last + "…") { last.removeLast() }
      lines[most - 1] = last + "…"
    }
    return lines.isEmpty ? [" "] : lines
  }

  /// The pieces of a text between which a line may end.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var last: Character = " "
    for character in text {
      let begins = character.isUppercase && last.isLowercase || last.isWhitespace || "_-./,:<([".contains(last)
      if words.isEmpty || begins && !character.isWhitespace { words.append("") }
      words[words.count - 1].append(character)
      last = character
    }
    return words
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return ""
    }
    return String(self[first...last])
  }
}
