#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

/// A place in the user's source, for code that is generated but whose problems are the user's.
struct Place {
  private var file: String?
  private var line = 0
  private var column = 1

  init(_ node: Syntax, in context: some MacroExpansionContext) {
    guard let location = context.location(of: node, at: .afterLeadingTrivia, filePathMode: .filePath),
      let line = Int(location.line.trimmedDescription), let column = Int(location.column.trimmedDescription)
    else { return }
    (file, self.line, self.column) = (location.file.trimmedDescription, line, column)
  }

  /// The code, such that `text` stands on the line and at the column of the place, and what is before it close by.
  ///
  /// - Parameter outdented: How much of the text stands left of the column.
  func code(before: [String], text: String, outdented: Int = 0) -> String {
    let all = before.joined(separator: "; ")
    let indentation = String(repeating: " ", count: max(column - 1 - outdented, 0))
    guard let file, line > 1 else { return "\(all)\n\(indentation)\(text)" }
    return """
      #sourceLocation(file: \(file), line: \(line - 1))
      \(all)
      \(indentation)\(text)
      #sourceLocation()
      """
  }
}
#endif
