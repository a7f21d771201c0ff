#if Macros
import SwiftCompilerPlugin
import SwiftSyntaxMacros

@main
struct WorkflowsPlugin: CompilerPlugin {
  let providingMacros: [any Macro.Type] = []
}
#endif
