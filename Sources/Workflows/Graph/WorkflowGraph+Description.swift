extension WorkflowGraph: CustomDebugStringConvertible {
  /// The graph in a few lines: each step with what it takes and what it makes.
  public var debugDescription: String {
    let steps = nodes.filter { $0.nodeType == .step }.map { step in
      let takes = edges.filter { $0.target == step.id && $0.kind != .failure }.map(\.source)
      let makes = edges.filter { $0.source == step.id && [.flow, .list, .send].contains($0.kind) }.map(\.target)
      return "\n  \(takes.joined(separator: ", ")) -> \(step.label) -> \(makes.joined(separator: ", "))"
    }
    return "workflow \(name)" + steps.joined()
  }
}
