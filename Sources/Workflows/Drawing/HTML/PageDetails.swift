/// What a page tells of each node when it is selected, as data for its script, which puts it in as text and never as
/// markup.
enum PageDetails {
  /// For the id of each node's element its details.
  static func json(_ picture: Picture, prefix: String) -> JSONValue {
    var nodes: [String: JSONValue] = [:]
    for (number, panel) in picture.panels.enumerated() {
      for (index, box) in panel.boxes.enumerated() { nodes["\(prefix)-n\(number)-\(index)"] = details(box) }
    }
    return .object(nodes)
  }

  private static func details(_ box: Picture.Box) -> JSONValue {
    let node = box.node
    var fields: [String: JSONValue] = [
      "label": .string(node.label), "kind": .string(kind(box)), "rows": .array(rows(box)),
    ]
    if let description = node.description { fields["description"] = .string(description) }
    if let schema = node.event?.eventSchema { fields["schema"] = schema }
    if let schema = node.config?.configSchema { fields["schema"] = schema }
    if let value = node.config?.configValue { fields["value"] = value }
    return .object(fields)
  }

  private static func kind(_ box: Picture.Box) -> String {
    switch box.style {
    case .step: "Step"
    case .handler: "Step that handles failures"
    case .event: "Event"
    case .start: "Start event"
    case .stop: "Stop event"
    case .failure: "Failure"
    case .external: "Outside of the run"
    case .resource: "Resource"
    case .config: "Configuration"
    case .workflow: "Workflow"
    case .other: box.node.nodeType.rawValue
    }
  }

  private static func rows(_ box: Picture.Box) -> [JSONValue] {
    var rows: [(String, String?)] = []
    if let run = box.run {
      if run.attempts > 0 {
        rows += [
          ("Attempts", "\(run.attempts)"), ("Time", run.total.forPeople), ("Longest", run.longest.forPeople),
          ("Failed", run.failures > 0 ? "\(run.failures)" : nil),
          ("Cancelled", run.cancelled > 0 ? "\(run.cancelled)" : nil),
          ("Unfinished", run.unfinished > 0 ? "\(run.unfinished)" : nil), ("Error", run.lastError),
        ]
      }
      if run.writes > 0 { rows.append(("Events written", "\(run.writes)")) }
    } else if box.state == .never {
      rows.append(("Attempts", "none"))
    }
    if let step = box.node.step {
      rows += [
        ("Group", step.group),
        ("Runs", step.trigger.map { $0 == "batch" ? "once for a batch" : "for a set of events" }),
        ("Takes", step.collect), ("Retry", step.retry), ("Timeout", step.timeout),
        ("Workers", step.numWorkers.map { "\($0)" }), ("Limit", step.limit),
        ("Priority", step.priority.map { "\($0)" }), ("Blocking", step.isBlocking == true ? "yes" : nil),
        ("Recoveries", step.maxRecoveries.map { "up to \($0)" }), ("Source", step.location),
      ]
    }
    if let event = box.node.event {
      rows += [
        ("Name", event.eventType), ("Types", event.eventTypes.map { $0.joined(separator: ", ") }),
        ("Produced by", event.producedBy.flatMap { $0.isEmpty ? nil : $0.joined(separator: ", ") }),
      ]
    }
    if let resource = box.node.resource {
      rows += [
        ("Type", resource.typeName), ("Made by", resource.getterName), ("Lives for", resource.scope),
        ("Source", resource.sourceFile.map { file in resource.sourceLine.map { "\(file):\($0)" } ?? file }),
      ]
    }
    if let config = box.node.config {
      rows += [("Type", config.typeName), ("File", config.configFile), ("Path", config.pathSelector)]
    }
    return rows.compactMap { name, value in value.map { [.string(name), .string($0)] } }
  }
}
