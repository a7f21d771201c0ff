#if Macros
import SwiftSyntax

extension SyntaxProtocol {
  /// The text of the documentation comment in front of a declaration.
  var documentation: String {
    var lines: [String] = []
    for piece in leadingTrivia.pieces {
      switch piece {
      case .docLineComment(let text): lines.append(Self.line(text.dropFirst(3)))
      case .docBlockComment(let text):
        lines += text.dropFirst(3).dropLast(2).split(separator: "\n", omittingEmptySubsequences: false).map { line in
          let text = line.drop { $0 == " " || $0 == "\t" }
          return Self.line(text.hasPrefix("*") ? text.dropFirst() : text)
        }
      default: continue
      }
    }
    while lines.first?.isEmpty ?? false { lines.removeFirst() }
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// A line without the space behind its `///` and those at its end.
  private static func line(_ text: Substring) -> String {
    var text = text.hasPrefix(" ") ? text.dropFirst() : text
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
#endif
