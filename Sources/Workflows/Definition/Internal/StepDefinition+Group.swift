#if Macros
extension StepDefinition {
  /// The steps of a group as steps of what has the group.
  static func list<Group: StepGroup>(
    of group: Group.Type, in part: @escaping @Sendable (WorkflowHost<W>) async -> WorkflowHost<Group>
  ) -> [StepDefinition] {
    let steps = Group.steps
    let handled = Set(steps.flatMap { $0.options.catches?.steps ?? [] })
    let others = steps.filter { $0.options.catches == nil && !handled.contains($0.name) }.map(\.name)
    return steps.map { step in
      var options = step.options
      // In its group, "all steps that no other handler names" are those of the group.
      // One of a group without such steps is for those who have the group.
      if let catches = options.catches, catches.isWildcard, !steps.allSatisfy({ $0.options.catches != nil }) {
        options.catches = ErrorHandling(steps: others, maxRecoveries: catches.maxRecoveries)
        options.catches?.isOfNothing = others.isEmpty
      }
      return StepDefinition(step, options, in: part)
    }
  }

  /// A step of a group as a step of what has the group.
  ///
  /// Its body is wrapped in another one that finds the group in the whole: the group's value and its part of the state.
  /// Other steps do not know of it.
  private init<Group: StepGroup>(
    _ step: StepDefinition<Group>, _ options: StepOptions,
    in part: @escaping @Sendable (WorkflowHost<W>) async -> WorkflowHost<Group>
  ) {
    name = step.name
    self.options = options
    accepts = step.accepts
    trigger = step.trigger
    produces = step.produces
    listed = step.listed
    location = step.location
    documentation = step.documentation
    group = step.group ?? String(describing: Group.self)
    resources = step.resources
    let inner = step.body
    body = { host, event, scope, execution in
      let whole = unsafeDowncast(host, to: WorkflowHost<W>.self)
      return try await inner(part(whole), event, scope, execution)
    }
  }
}
#endif
