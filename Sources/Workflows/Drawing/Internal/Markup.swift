/// Text that goes into XML, HTML and scripts.
enum Markup {
  /// Text for an element or an attribute, in XML as in HTML.
  ///
  /// What XML cannot have, control characters, becomes a replacement character, as do those that turn the direction of
  /// what follows.
  static func escape(_ text: some StringProtocol) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(isText(scalar) ? scalar : "\u{FFFD}")
      }
    }
    return escaped
  }

  private static func isText(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10, 13: true
    case ..<32, 127..<160, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  /// A label on one line.
  static func oneLine(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 }).trimmed
  }

  /// A length, to a tenth.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    if tenths % 10 == 0 { return "\(tenths / 10)" }
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension Duration {
  /// A time for people: `1.24 s`, `320 ms`, `2 min 5 s`.
  var forPeople: String {
    let seconds = inSeconds
    func rounded(_ value: Double) -> String {
      if value >= 100 { return "\(Int(value.rounded()))" }
      let hundredths = Int((value * (value >= 10 ? 10 : 100)).rounded()) * (value >= 10 ? 10 : 1)
      let rest = hundredths % 100
      if rest == 0 { return "\(hundredths / 100)" }
      let digits = rest % 10 == 0 ? "\(rest / 10)" : rest < 10 ? "0\(rest)" : "\(rest)"
      return "\(hundredths / 100).\(digits)"
    }
    switch seconds {
    case ..<0: return "0 s"
    case 0: return "0 s"
    case ..<0.001: return "\(rounded(seconds * 1e6)) µs"
    case ..<1: return "\(rounded(seconds * 1e3)) ms"
    case ..<60: return "\(rounded(seconds)) s"
    case ..<3600: return "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
    default: return "\(Int(min(seconds, 1e12)) / 3600) h \(Int(min(seconds, 1e12)) / 60 % 60) min"
    }
  }
}
