#if Macros
import SwiftDiagnostics
import SwiftSyntax
import SwiftSyntaxMacros

/// Something that is wrong with the user's program, in words for the user, at the place to change.
struct Problem {
  var id: String
  var message: String
  var node: Syntax
  var notes: [Note] = []

  init(_ id: String, _ message: String, at node: some SyntaxProtocol, notes: [Note] = []) {
    self.id = id
    self.message = message
    self.node = Syntax(node)
    self.notes = notes
  }
}

extension MacroExpansionContext {
  func report(_ problems: [Problem]) {
    for problem in problems {
      let message = ProblemMessage(
        message: problem.message, diagnosticID: MessageID(domain: "Workflows", id: problem.id))
      diagnose(Diagnostic(node: problem.node, message: message, notes: problem.notes))
    }
  }
}

struct ProblemMessage: DiagnosticMessage {
  let message: String
  let diagnosticID: MessageID
  var severity: DiagnosticSeverity { .error }
}

struct ProblemNote: NoteMessage {
  let message: String
  var noteID: MessageID { MessageID(domain: "Workflows", id: "note") }
}

extension Note {
  init(_ message: String, at node: some SyntaxProtocol) {
    self.init(node: Syntax(node), message: ProblemNote(message: message))
  }
}
#endif
