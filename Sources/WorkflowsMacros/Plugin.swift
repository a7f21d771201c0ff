#if Macros
import SwiftCompilerPlugin
import SwiftSyntaxMacros

@main
struct WorkflowsPlugin: CompilerPlugin {
  let providingMacros: [any Macro.Type] = [
    WorkflowMacro.self, StepGroupMacro.self, StepMacro.self, StepsMacro.self, EventUnionMacro.self,
    FirstProblemMacro.self, SecondProblemMacro.self, ThirdProblemMacro.self,
  ]
}
#else
/// A package manager that builds every target of the package builds this one too, without the trait as an empty program.
@main
enum WithoutMacros {
  static func main() {}
}
#endif
