extension Picture.Style {
  init(_ node: WorkflowGraph.Node) {
    switch node.nodeType {
    case .step: self = node.step?.maxRecoveries == nil ? .step : .handler
    case .event:
      let types = node.event?.eventTypes ?? []
      if types.contains("StartEvent") {
        self = .start
      } else if types.contains("StopEvent") {
        self = .stop
      } else {
        self = node.event?.eventType == StepFailedEvent.eventName ? .failure : .event
      }
    case .external: self = .external
    case .resource: self = .resource
    case .resourceConfig: self = .config
    case .workflow: self = .workflow
    default: self = .other
    }
  }
}

// The small line in a box.

extension PictureBuilder {
  /// What is unusual about a step.
  static func note(_ step: WorkflowGraph.StepDetails?, _ style: Picture.Style) -> String {
    guard let step else { return "" }
    var words: [String] = []
    if let collect = step.collect { words.append(collect) }
    if style == .handler { words.append("handles failures") }
    if step.retry != nil { words.append("retry") }
    if step.timeout != nil { words.append("timeout") }
    if let workers = step.numWorkers { words.append(workers == 1 ? "1 worker" : "\(workers) workers") }
    if step.limit != nil { words.append("limit") }
    if let priority = step.priority { words.append("priority \(priority)") }
    if step.isBlocking == true { words.append("blocking") }
    return words.joined(separator: " · ")
  }

  /// What another node is.
  static func note(_ node: WorkflowGraph.Node, isAgain: Bool) -> String {
    switch node.nodeType {
    case .event:
      let types = node.event?.eventTypes ?? []
      if types.contains("InputRequiredEvent") { return "question" }
      return types.contains("HumanResponseEvent") ? "answer" : ""
    case .resource: return node.resource?.scope.map { "resource · \($0)" } ?? "resource"
    case .resourceConfig: return node.config?.configFile.map { Markup.oneLine($0) } ?? "configuration"
    case .workflow: return isAgain ? "workflow, runs itself" : "workflow"
    case .external: return ""
    default: return node.nodeType == .step ? "" : Markup.oneLine(node.nodeType.rawValue)
    }
  }

  /// What a step did.
  static func note(_ run: ExecutionSummary.Step) -> String {
    if run.attempts == 0 { return run.writes == 1 ? "wrote 1 event" : "wrote \(run.writes) events" }
    var words = ["\(run.attempts)×", run.total.forPeople]
    if run.failures > 0 { words.append("\(run.failures) failed") }
    if run.cancelled > 0 { words.append("\(run.cancelled) cancelled") }
    if run.unfinished > 0 { words.append("\(run.unfinished) unfinished") }
    return words.joined(separator: " · ")
  }

  /// Says of boxes what became of them.
  static func note(_ summary: ExecutionSummary, _ panel: inout Picture.Panel) {
    for index in panel.boxes.indices where panel.boxes[index].node.nodeType == .step {
      if let run = panel.boxes[index].run {
        panel.boxes[index].state =
          run.isFatal || run.failures > 0 ? .failed : run.unfinished > 0 ? .busy : .done
      } else if summary.isObserved {
        panel.boxes[index].state = .never
      }
    }
    guard summary.isObserved else { return }
    // An event was there if a line to it or from it was used; of what is sent nobody knows.
    for index in panel.boxes.indices where panel.boxes[index].node.nodeType != .step {
      let states = panel.lines.filter { $0.source == index || $0.target == index }.map(\.state)
      if states.contains(.done) {
        panel.boxes[index].state = .done
      } else if !states.contains(.unknown), !states.isEmpty {
        panel.boxes[index].state = .never
      }
    }
  }
}

extension ExecutionSummary {
  /// What is known of one graph in an execution; `nil` for a child of which nothing was found.
  ///
  /// A child is known by its name in the path, or else by its steps.
  static func of(_ execution: WorkflowExecution, _ graph: WorkflowGraph, isRoot: Bool) -> ExecutionSummary? {
    if isRoot { return ExecutionSummary(execution) { $0.isEmpty } }
    let steps = Set(graph.nodes.filter { $0.nodeType == .step }.map(\.label))
    var stepsOfPaths: [String: Set<String>] = [:]
    for attempt in execution.attempts where !attempt.path.isEmpty {
      stepsOfPaths[attempt.path, default: []].insert(attempt.step)
    }
    for writes in execution.writes where !writes.path.isEmpty {
      stepsOfPaths[writes.path, default: []].insert(writes.step)
    }
    let paths = Set(stepsOfPaths.filter { $0.value.isSubset(of: steps) }.keys)
    return ExecutionSummary(execution) { paths.contains($0) }
  }
}
