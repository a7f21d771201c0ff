#if Macros
import SwiftSyntax
import SwiftSyntaxMacros

extension StepMacro {
  /// The definition of a step that takes events of several types as one.
  static func accepting(
    _ step: StepSignature, in workflow: String, head: String, returns result: String?, _ scope: Scope,
    _ context: some MacroExpansionContext
  ) -> String {
    let shared = step.triggerType ?? ""
    let isBatch = step.takesBatch(in: scope)
    let types = step.accepting.compactMap { $0.as(MemberAccessExprSyntax.self)?.base }
    // Whether each is what the step takes, is for the compiler to say, where it is written.
    let element = isBatch ? "_StepTakes.Element" : "_StepTakes"
    let checks = types.enumerated().map { number, type in
      Place(Syntax(type), in: context).code(
        before: ["func _fits\(number)(_ event: \(type.trimmedDescription)) -> \(element) {"], text: "event }")
    }
    let definition =
      """
      Workflows._step(
          \(step.name.literal),
          Workflows.StepOptions(\(step.arguments.source(except: "accepting"))),
          accepting: [\(step.accepting.map(\.trimmedDescription).joined(separator: ", "))],
          on: .\(isBatch ? "batch" : "each"),
          _StepReturns.self,
          at: \(location(of: step.function, in: context)),
          documentation: \(step.function.documentation.literal)
        ) { (workflow: \(workflow), _event: any Workflows.Event, context: Workflows.WorkflowContext<\(workflow)>) in
          let event = try Workflows._shared(
            \(isBatch ? "membersOf: " : "")_event, as: _StepTakes.self, in: workflow, by: \(step.name.literal))
          return try await Workflows._emissions(\(step.call))
        }
      """
    return """
      \(head) -> Workflows.StepDefinition<\(workflow)> {
        typealias _StepTakes = \(shared)
        typealias _StepReturns = \(result ?? "Swift.Void")
      \(checks.joined(separator: "\n"))
        \(step.resources.declarations)return \(step.resources.wrap(definition))
      }
      """
  }
}
#endif
