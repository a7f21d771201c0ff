extension WorkflowGraph {
  /// The graph in the language of Graphviz: `dot -Tpng`.
  ///
  /// Groups of steps and child workflows are clusters. Of an execution, boxes have counts and times, what failed is red,
  /// and what did not run is grey.
  ///
  /// Labels may hold anything: they are quoted.
  public func dot(_ execution: WorkflowExecution? = nil, options: DrawingOptions = .init()) -> String {
    var writer = DOTWriter(maxLabelLength: options.maxLabelLength)
    writer.write(Picture(self, execution, options))
    return writer.text
  }
}

/// Writes a picture for Graphviz.
struct DOTWriter {
  private(set) var text = ""
  let maxLabelLength: Int?
  private var clusters = 0

  init(maxLabelLength: Int?) { self.maxLabelLength = maxLabelLength }

  mutating func write(_ picture: Picture) {
    text += "digraph \(Self.quote(picture.panels.first?.title ?? "")) {\n"
    text += "  graph [rankdir=TB, compound=true, fontname=\"Helvetica\", fontsize=12, nodesep=0.35, ranksep=0.45]\n"
    text += "  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=11, color=\"#55606E\"]\n"
    text += "  edge [fontname=\"Helvetica\", fontsize=9, color=\"#55606E\", arrowsize=0.7]\n"
    for (number, panel) in picture.panels.enumerated() {
      if number > 0 { openCluster(panel.title, indent: "  ") }
      write(panel, number)
      if number > 0 { text += "  }\n" }
    }
    for (number, panel) in picture.panels.enumerated() {
      for (index, box) in panel.boxes.enumerated() {
        guard let other = box.panel, other > 0, !picture.panels[other].boxes.isEmpty else { continue }
        let start = picture.panels[other].boxes.firstIndex { $0.style == .start } ?? 0
        text += "  n\(number)_\(index) -> n\(other)_\(start) [style=dotted]\n"
      }
    }
    text += "}\n"
  }

  private mutating func openCluster(_ name: String, indent: String) {
    text += "\(indent)subgraph cluster_\(clusters) {\n"
    text += "\(indent)  label=\(Self.quote(name)); style=\"rounded,dashed\"; color=\"#8B96A6\"\n"
    clusters += 1
  }

  private mutating func write(_ panel: Picture.Panel, _ number: Int) {
    for frame in [nil] + panel.frames.indices.map(Optional.some) {
      if let frame { openCluster(panel.frames[frame], indent: "    ") }
      for (index, box) in panel.boxes.enumerated() where box.frame == frame {
        text += "    n\(number)_\(index) [\(attributes(box))]\n"
      }
      if frame != nil { text += "    }\n" }
    }
    for line in panel.lines {
      text += "    n\(number)_\(line.source) -> n\(number)_\(line.target)\(Self.attributes(line))\n"
    }
  }

  private func attributes(_ box: Picture.Box) -> String {
    var label = box.node.label
    if let most = maxLabelLength { label = box.node.truncatedLabel(most) }
    var quoted = Self.escape(label)
    if box.run != nil, !box.note.isEmpty { quoted += "\\n\(Self.escape(box.note))" }
    var attributes = ["label=\"\(quoted)\"", "tooltip=\(Self.quote(box.node.label))"]
    let (shape, fill) = Self.look(box.style)
    if let shape { attributes.append(shape) }
    switch box.state {
    case .failed where box.node.nodeType == .step:
      attributes += ["fillcolor=\"#F4B6B8\"", "color=\"#C0272D\"", "penwidth=2"]
    case .busy: attributes += ["fillcolor=\"#FFE2A8\"", "color=\"#A36A00\"", "penwidth=2"]
    case .never: attributes += ["fillcolor=\"#F4F5F7\"", "color=\"#C3CAD3\"", "fontcolor=\"#98A2AF\""]
    default: attributes.append("fillcolor=\"\(fill)\"")
    }
    return attributes.joined(separator: ", ")
  }

  private static func look(_ style: Picture.Style) -> (shape: String?, fill: String) {
    let round = "shape=box, style=\"rounded,filled\", margin=\"0.2,0.04\", height=0.3"
    return switch style {
    case .step: (nil, "#ADD8E6")
    case .handler: ("color=\"#C0272D\"", "#ADD8E6")
    case .event: (round, "#90EE90")
    case .start: (round, "#E27AFF")
    case .stop: (round, "#FFA07A")
    case .failure: (round, "#F4B6B8")
    case .external: ("style=\"filled,dashed\"", "#BEDAE4")
    case .resource: ("shape=hexagon, style=filled", "#DDA0DD")
    case .config: ("shape=note, style=filled", "#B2DFDB")
    case .workflow: ("shape=box, style=filled, peripheries=2", "#E0E0E0")
    case .other: (nil, "#EEEEEE")
    }
  }

  private static func attributes(_ line: Picture.Line) -> String {
    var attributes: [String] = []
    if !line.label.isEmpty { attributes.append("label=\(quote(line.label))") }
    switch line.kind {
    case .list, .batch: attributes.append("penwidth=2.5")
    case .send, .wait: attributes.append("style=dashed")
    case .failure: attributes += ["style=dashed", "color=\"#C0272D\""]
    case .resource, .child: attributes.append("style=dotted")
    default: break
    }
    if line.state == .never { attributes.append("color=\"#C3CAD3\"") }
    return attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
  }

  static func quote(_ text: String) -> String { "\"\(escape(text))\"" }

  /// Text within quotes, in which Graphviz looks for its own escapes and for entities of HTML.
  private static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in Markup.oneLine(text).unicodeScalars {
      switch scalar {
      case "\"": escaped += "\\\""
      case "\\": escaped += "\\\\"
      case "&": escaped += "&amp;"
      case _ where scalar.value < 32 || (127..<160).contains(scalar.value): escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
