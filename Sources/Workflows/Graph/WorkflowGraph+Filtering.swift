extension WorkflowGraph {
  /// The graph without the nodes of some types; edges that led through them lead past them.
  ///
  /// An edge that replaces several has the label of the first node that was left out:
  ///
  /// ```swift
  /// let stepsOnly = MyWorkflow().graph.removing(.event, .external)
  /// ```
  ///
  /// Python: `filter_by_node_type`.
  public func removing(_ types: NodeType...) -> WorkflowGraph {
    let removed = nodes.filter { types.contains($0.nodeType) }
    if removed.isEmpty { return self }
    let labels = Dictionary(removed.map { ($0.id, $0.label) }) { first, _ in first }
    let outgoing = Dictionary(grouping: edges, by: \.source)
    var kept = WorkflowGraph(name: name, nodes: nodes.filter { labels[$0.id] == nil }, description: description)
    var seen: Set<Edge> = []
    for node in kept.nodes {
      var visited: Set<String> = []
      // A stack of what is left to follow, the next one last.
      var left = (outgoing[node.id] ?? []).reversed().map { ($0, $0.kind, nil as String?) }
      while let (edge, kind, label) = left.popLast() {
        guard let own = labels[edge.target] else {
          let edge = Edge(from: node.id, to: edge.target, label: label ?? edge.label, kind: kind)
          if seen.insert(edge).inserted { kept.edges.append(edge) }
          continue
        }
        guard visited.insert(edge.target).inserted else { continue }
        // What happens last says what the edge means, such as that a step waits for it.
        left += (outgoing[edge.target] ?? []).reversed().map { ($0, $0.kind == .flow ? kind : $0.kind, label ?? own) }
      }
    }
    return kept
  }
}
