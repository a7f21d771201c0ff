#if Macros
import SwiftSyntax
import SwiftSyntaxBuilder
import SwiftSyntaxMacroExpansion
import SwiftSyntaxMacros
import SwiftSyntaxMacrosGenericTestSupport
import Testing

@testable import WorkflowsMacros

/// Expands the macros of the library in a source and compares what comes out.
func expect(
  _ source: String, expandsTo expected: String, diagnostics: [DiagnosticSpec] = [],
  location: Testing.SourceLocation = #_sourceLocation
) {
  assertMacroExpansion(
    source, expandedSource: expected, diagnostics: diagnostics,
    macroSpecs: [
      "Workflow": MacroSpec(type: WorkflowMacro.self, conformances: ["Workflow"]),
      "StepGroup": MacroSpec(type: StepGroupMacro.self, conformances: ["StepGroup"]),
      "Step": MacroSpec(type: StepMacro.self),
      "CatchError": MacroSpec(type: StepMacro.self),
      "Steps": MacroSpec(type: StepsMacro.self),
      "EventUnion": MacroSpec(type: EventUnionMacro.self, conformances: ["EventUnion"]),
    ], indentationWidth: .spaces(2)
  ) { failure in
    Issue.record(Comment(rawValue: failure.message), sourceLocation: location)
  }
}
#endif
