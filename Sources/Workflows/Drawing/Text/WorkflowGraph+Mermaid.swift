extension WorkflowGraph {
  /// The graph as text for Mermaid, which GitHub, many editors and many wikis draw.
  ///
  /// Shapes, classes and colours are those of the Python library. Groups of steps and child workflows are subgraphs. Of
  /// an execution, boxes have counts and times, and what failed or did not run has a class of its own.
  ///
  /// Labels may hold anything: what would mean something to Mermaid or HTML is written as an entity.
  ///
  /// Python: `draw_all_possible_flows_mermaid`, `draw_most_recent_execution_mermaid`.
  public func mermaid(_ execution: WorkflowExecution? = nil, options: DrawingOptions = .init()) -> String {
    var writer = MermaidWriter(maxLabelLength: options.maxLabelLength)
    writer.write(Picture(self, execution, options))
    return writer.text
  }
}

/// Writes a picture for Mermaid.
struct MermaidWriter {
  private(set) var text = "flowchart TD\n"
  let maxLabelLength: Int?
  private var ids: Set<String> = []

  init(maxLabelLength: Int?) { self.maxLabelLength = maxLabelLength }

  mutating func write(_ picture: Picture) {
    let panels = picture.panels.indices.map { $0 == 0 ? "" : unique("child_\(picture.panels[$0].title)") }
    var ends: [String] = []
    for (number, panel) in picture.panels.enumerated() {
      let indent = number == 0 ? "    " : "        "
      if number > 0 { text += "    subgraph \(panels[number])[\(Self.quote(panel.title))]\n" }
      let names = panel.boxes.map { unique("\($0.node.nodeType.rawValue)_\($0.node.id)") }
      write(panel, names, indent)
      if number > 0 { text += "    end\n" }
      for (box, name) in zip(panel.boxes, names) {
        if let other = box.panel, other > 0 { ends.append("    \(name) -.-> \(panels[other])\n") }
        switch box.state {
        case .failed: ends.append("    class \(name) failedStyle\n")
        case .busy: ends.append("    class \(name) unfinishedStyle\n")
        case .never: ends.append("    class \(name) notRunStyle\n")
        case .unknown, .done: break
        }
      }
    }
    text += ends.joined()
    text += Self.styles
  }

  private mutating func write(_ panel: Picture.Panel, _ names: [String], _ indent: String) {
    for frame in [nil] + panel.frames.indices.map(Optional.some) {
      let inner = frame == nil ? indent : indent + "    "
      if let frame {
        text += "\(indent)subgraph \(unique("group_\(panel.frames[frame])"))[\(Self.quote(panel.frames[frame]))]\n"
      }
      for (box, name) in zip(panel.boxes, names) where box.frame == frame {
        text += "\(inner)\(name)\(shape(box)):::\(Self.style(box.style))\n"
      }
      if frame != nil { text += "\(indent)end\n" }
    }
    for line in panel.lines {
      let label = line.label.isEmpty ? "" : "|\(Self.quote(line.label))|"
      text += "\(indent)\(names[line.source]) \(Self.arrow(line.kind))\(label) \(names[line.target])\n"
    }
  }

  private func shape(_ box: Picture.Box) -> String {
    var label = box.node.label
    if let most = maxLabelLength { label = box.node.truncatedLabel(most) }
    var quoted = Self.entities(label)
    if box.state != .unknown, box.run != nil, !box.note.isEmpty { quoted += "<br/>\(Self.entities(box.note))" }
    quoted = "\"\(quoted)\""
    switch box.node.nodeType {
    case .event: return "([\(quoted)])"
    case .resource: return "{{\(quoted)}}"
    case .workflow: return "[[\(quoted)]]"
    default: return "[\(quoted)]"
    }
  }

  private static func arrow(_ kind: WorkflowGraph.EdgeKind) -> String {
    switch kind {
    case .list, .batch: "==>"
    case .send, .wait, .failure, .child: "-.->"
    default: "-->"
    }
  }

  /// An id of letters, digits and underscores, which is none of the words that mean something.
  private mutating func unique(_ name: String) -> String {
    let safe = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    var id = safe
    var number = 2
    while !ids.insert(id).inserted {
      id = "\(safe)_\(number)"
      number += 1
    }
    return id
  }

  static func quote(_ text: String) -> String { "\"\(entities(text))\"" }

  /// Text without anything that Mermaid, Markdown or HTML would take for its own.
  private static func entities(_ text: String) -> String {
    var escaped = ""
    for scalar in Markup.oneLine(text).unicodeScalars {
      switch scalar {
      case "\"", "#", "&", "<", ">", "`", "\\", "%", ";", "{", "}", "[", "]", "(", ")", "|", "*", "_", "$", "~":
        // Underscores only matter where Markdown sees two of them, but `__proto__` is a name, too.
        escaped += scalar == "_" ? "_" : "#\(scalar.value);"
      case _ where scalar.value < 32 || (127..<160).contains(scalar.value): escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped.isEmpty ? " " : escaped
  }

  private static func style(_ style: Picture.Style) -> String {
    switch style {
    case .step: "stepStyle"
    case .handler: "handlerStyle"
    case .event: "defaultEventStyle"
    case .start: "startEventStyle"
    case .stop: "stopEventStyle"
    case .failure: "failureEventStyle"
    case .external: "externalStyle"
    case .resource: "resourceStyle"
    case .config: "resourceConfigStyle"
    case .workflow: "childConnectorStyle"
    case .other: "defaultStyle"
    }
  }

  private static let styles: String = {
    let styles = [
      ("stepStyle", "fill:#ADD8E6,color:#000000,line-height:1.2"),
      ("handlerStyle", "fill:#ADD8E6,stroke:#C0272D,color:#000000,line-height:1.2"),
      ("externalStyle", "fill:#BEDAE4,color:#000000,line-height:1.2"),
      ("resourceStyle", "fill:#DDA0DD,color:#000000,line-height:1.2"),
      ("resourceConfigStyle", "fill:#B2DFDB,color:#000000,line-height:1.2"),
      ("startEventStyle", "fill:#E27AFF,color:#000000"), ("stopEventStyle", "fill:#FFA07A,color:#000000"),
      ("defaultEventStyle", "fill:#90EE90,color:#000000"), ("failureEventStyle", "fill:#F4B6B8,color:#000000"),
      ("childConnectorStyle", "fill:#E0E0E0,stroke:#666666,color:#000000"),
      ("defaultStyle", "fill:#EEEEEE,color:#000000"),
      ("failedStyle", "fill:#F4B6B8,stroke:#C0272D,stroke-width:3px,color:#000000"),
      ("unfinishedStyle", "fill:#FFE2A8,stroke:#A36A00,stroke-width:3px,color:#000000"),
      ("notRunStyle", "opacity:0.4"),
    ]
    return styles.map { "    classDef \($0.0) \($0.1)\n" }.joined()
  }()
}
