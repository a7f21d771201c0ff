/// Makes the panels of a picture.
struct PictureBuilder {
  private(set) var panels: [Picture.Panel] = []

  private let execution: WorkflowExecution?
  private let options: DrawingOptions
  /// The panel of each graph, so that each is drawn once.
  private var known: [WorkflowGraph: Int] = [:]

  /// More edges to one handler than this say nothing any more but that it takes everything.
  private static let mostFailures = 4

  init(execution: WorkflowExecution?, options: DrawingOptions) {
    self.execution = execution
    self.options = options
  }

  mutating func add(_ graph: WorkflowGraph) {
    var left = [graph]
    known[graph] = 0
    while panels.count < left.count {
      let graph = left[panels.count]
      panels.append(panel(graph, isRoot: panels.isEmpty, &left))
    }
  }

  private mutating func panel(_ graph: WorkflowGraph, isRoot: Bool, _ left: inout [WorkflowGraph]) -> Picture.Panel {
    var panel = Picture.Panel(
      title: Markup.oneLine(graph.name), description: graph.description.map { Markup.oneLine($0) })
    let simple = Self.withoutCrowds(graph, options)
    let summary = execution.flatMap { ExecutionSummary.of($0, graph, isRoot: isRoot) }
    var frames: [String: Int] = [:]
    for node in simple.nodes {
      if let group = node.step?.group, frames[group] == nil {
        frames[group] = panel.frames.count
        panel.frames.append(Markup.oneLine(group))
      }
    }
    let owners = Self.groups(of: simple)
    var numbers: [String: Int] = [:]
    for node in simple.nodes where numbers[node.id] == nil {
      numbers[node.id] = panel.boxes.count
      // A workflow that runs itself has no graph again; that of some is not known.
      let isAgain = node.graph == nil && left.contains { $0.name == node.label }
      var box = box(node, summary, isAgain: isAgain)
      box.frame = owners[node.id].flatMap { frames[$0] }
      if node.nodeType == .workflow, options.includesChildWorkflows { box.panel = self.panel(for: node, graph, &left) }
      panel.boxes.append(box)
    }
    for edge in simple.edges {
      // A graph made by hand may lead to what it has not.
      guard let source = numbers[edge.source], let target = numbers[edge.target] else { continue }
      panel.lines.append(line(edge, source, target, panel.boxes, summary))
    }
    if let summary { Self.note(summary, &panel) }
    return panel
  }

  /// The panel of a workflow that a step runs: of one that is drawn already, the same.
  private mutating func panel(
    for node: WorkflowGraph.Node, _ parent: WorkflowGraph, _ left: inout [WorkflowGraph]
  ) -> Int? {
    guard let graph = node.graph else {
      // It runs itself, be it by way of others, and has been drawn under that name.
      return left.firstIndex { $0.name == node.label }
    }
    if let known = known[graph] { return known }
    known[graph] = left.count
    left.append(graph)
    return left.count - 1
  }

  private func box(_ node: WorkflowGraph.Node, _ summary: ExecutionSummary?, isAgain: Bool) -> Picture.Box {
    var label = Markup.oneLine(node.label)
    if let most = options.maxLabelLength, label.count > most { label = "\(label.prefix(max(most - 1, 0)))…" }
    var box = Picture.Box(node: node, style: Picture.Style(node), text: [], note: "")
    let isBold = [.step, .handler, .workflow].contains(box.style)
    box.text = TextMetrics.wrap(label, size: 13, isBold: isBold, within: 190, lines: 3)
    box.note =
      box.style == .step || box.style == .handler ? Self.note(node.step, box.style) : Self.note(node, isAgain: isAgain)
    if let run = summary?.steps[node.label], node.nodeType == .step {
      box.run = run
      box.note = Self.note(run)
    }
    box.note = TextMetrics.wrap(box.note, size: 11, within: 190, lines: 1)[0].trimmed
    let widths =
      box.text.map { TextMetrics.width($0, size: 13, isBold: isBold) } + [TextMetrics.width(box.note, size: 11)]
    let isRound = node.nodeType == .event
    // What has pointed sides needs more room at them.
    box.width = max((widths.max() ?? 0) + (isRound ? 30 : box.style == .resource ? 40 : 28), isRound ? 60 : 84).rounded(
      .up)
    box.height = Double(box.text.count) * 17 + (box.note.isEmpty ? 0 : 15) + (isRound ? 13 : 19)
    return box
  }

  private func line(
    _ edge: WorkflowGraph.Edge, _ source: Int, _ target: Int, _ boxes: [Picture.Box], _ summary: ExecutionSummary?
  ) -> Picture.Line {
    var line = Picture.Line(source: source, target: target, kind: edge.kind, label: Markup.oneLine(edge.label ?? ""))
    guard let summary, summary.isObserved else { return line }
    let (from, to) = (boxes[source].node, boxes[target].node)
    var count: Int?
    if from.nodeType == .event, to.nodeType == .step, edge.kind != .wait {
      count = summary.taken[.init(step: to.label, event: from.event?.eventType ?? from.id)] ?? 0
    } else if from.nodeType == .step, to.nodeType == .event, edge.kind != .send {
      count = summary.returned[.init(step: from.label, event: to.event?.eventType ?? to.id)] ?? 0
    } else if edge.kind == .failure {
      let failures = summary.steps[from.label]?.failures ?? 0
      if failures == 0 || summary.steps[to.label] == nil { count = 0 }
      line.state = count == 0 ? .never : .done
      return line
    }
    if let count {
      line.state = count > 0 ? .done : .never
      if count > 1 { line.label = line.label.isEmpty ? "×\(count)" : "\(line.label) ×\(count)" }
    }
    return line
  }

  // MARK: What would be too much

  /// The graph without resources that are not wanted, and with what handles the failures of many steps standing for itself.
  private static func withoutCrowds(_ graph: WorkflowGraph, _ options: DrawingOptions) -> WorkflowGraph {
    var simple = graph
    if !options.includesResources {
      let removed = Set(graph.nodes.filter { [.resource, .resourceConfig].contains($0.nodeType) }.map(\.id))
      simple.nodes.removeAll { removed.contains($0.id) }
      simple.edges.removeAll { removed.contains($0.source) || removed.contains($0.target) }
    }
    let failures = Dictionary(grouping: simple.edges.filter { $0.kind == .failure }, by: \.target)
    let crowded = Set(failures.filter { $0.value.count > mostFailures }.keys)
    simple.edges.removeAll { $0.kind == .failure && crowded.contains($0.target) }
    // Where the failing steps are shown, the event says nothing new.
    let told = Set(failures.keys).subtracting(crowded)
    let events = Set(simple.nodes.filter { $0.event?.eventType == StepFailedEvent.eventName }.map(\.id))
    simple.edges.removeAll { events.contains($0.source) && told.contains($0.target) }
    let used = Set(simple.edges.map(\.source)).union(simple.edges.map(\.target))
    simple.nodes.removeAll { events.contains($0.id) && !used.contains($0.id) && !told.isEmpty }
    for index in simple.edges.indices where events.contains(simple.edges[index].source) {
      simple.edges[index].kind = .failure
    }
    return simple
  }

  /// The group of each node: that of its step, and of an event that only steps of one group know.
  private static func groups(of graph: WorkflowGraph) -> [String: String] {
    var groups: [String: String] = [:]
    for node in graph.nodes { groups[node.id] = node.step?.group }
    if groups.isEmpty { return [:] }
    var around: [String: Set<String?>] = [:]
    var shared: Set<String> = []
    let types = Dictionary(graph.nodes.map { ($0.id, $0.nodeType) }) { first, _ in first }
    for edge in graph.edges {
      for (one, other) in [(edge.source, edge.target), (edge.target, edge.source)] where types[one] == .event {
        if types[other] == .step { around[one, default: []].insert(groups[other]) } else { shared.insert(one) }
      }
    }
    for (event, owners) in around where owners.count == 1 && !shared.contains(event) {
      if let owner = owners.first { groups[event] = owner }
    }
    return groups
  }
}
