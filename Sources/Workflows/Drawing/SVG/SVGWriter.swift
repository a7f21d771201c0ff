/// Writes a picture as SVG.
///
/// Colours and fonts are in a style sheet (``PictureStyle``); the elements have classes. Nodes and edges have ids and
/// attributes by which a script finds them.
struct SVGWriter {
  private(set) var text = ""
  /// What all ids begin with, so that several pictures can be on one page.
  let prefix: String

  init(prefix: String) { self.prefix = prefix }

  mutating func write(_ picture: ArrangedPicture) {
    for (number, panel) in picture.panels.enumerated() {
      text += "<g class=\"panel\" id=\"\(prefix)-p\(number)\">\n"
      write(panel, number)
      text += "</g>\n"
    }
  }

  private mutating func write(_ panel: ArrangedPicture.Panel, _ number: Int) {
    let isRoot = number == 0
    if !isRoot { rectangle(panel.frame, radius: 12, class: "sheet") }
    var y = panel.frame.y + (isRoot ? 20 : 34)
    let x = panel.frame.x + (isRoot ? 0 : 20)
    for (index, line) in panel.title.enumerated() {
      let isName = index < panel.nameLines
      label(line, x: x, y: y, class: isName ? isRoot ? "title" : "subtitle" : "about", anchor: "start")
      y += 18
    }
    for frame in panel.layout.frames where frame.width > 0 {
      rectangle(frame.moved(by: panel.origin), radius: 10, class: "group")
    }
    for index in panel.content.lines.indices { line(panel, index, number) }
    // Before the lines they would be struck out.
    for (index, frame) in panel.layout.frames.enumerated() where frame.width > 0 {
      let moved = frame.moved(by: panel.origin)
      let name = TextMetrics.wrap(
        panel.content.frames[index], size: 11, isBold: true, within: moved.width - 16, lines: 1)
      open("g", ["class": "group-name"])
      title(panel.content.frames[index])
      label(name[0], x: moved.x + 10, y: moved.y + 17, class: "group-name", anchor: "start")
      text += "</g>\n"
    }
    for index in panel.content.boxes.indices { box(panel, index, number) }
  }

  // MARK: Edges

  private mutating func line(_ panel: ArrangedPicture.Panel, _ index: Int, _ number: Int) {
    let line = panel.content.lines[index]
    let route = panel.layout.routes[index].map { $0.moved(by: panel.origin) }
    guard let last = route.last, route.count > 1 else { return }
    open(
      "g",
      [
        "class": "edge \(PictureStyle.edgeClass(line.kind)) is-\(line.state.rawValue)",
        "id": "\(prefix)-e\(number)-\(index)",
        "data-from": "\(prefix)-n\(number)-\(line.source)", "data-to": "\(prefix)-n\(number)-\(line.target)",
      ])
    let boxes = panel.content.boxes
    let ends = "\(boxes[line.source].node.label) → \(boxes[line.target].node.label)"
    title("\(ends)\(PictureStyle.meaning(line.kind))\(line.label.isEmpty ? "" : "\n\(line.label)")")
    let isUp = route[0].y > last.y
    // The line ends in the middle of its arrowhead.
    var shaft = route
    shaft[shaft.count - 1].y += isUp ? 5 : -5
    if (shaft[shaft.count - 2].y < shaft[shaft.count - 1].y) == isUp {
      shaft[shaft.count - 2].y = shaft[shaft.count - 1].y
    }
    text += "<path class=\"shaft\" d=\"\(Self.path(shaft))\"/>\n"
    let side = isUp ? 8.0 : -8.0
    text += "<path class=\"head\" d=\"M\(point(last)) L\(point(.init(x: last.x - 4, y: last.y + side))) "
    text += "L\(point(.init(x: last.x + 4, y: last.y + side))) Z\"/>\n"
    if line.kind == .join {
      let y = Markup.number(last.y + side * 1.4)
      text += "<path class=\"bar-head\" d=\"M\(Markup.number(last.x - 5)) \(y) H\(Markup.number(last.x + 5))\"/>\n"
    }
    if !line.label.isEmpty {
      let middle = Self.middle(of: route)
      let text = TextMetrics.wrap(line.label, size: 11, within: 110, lines: 1)[0]
      label(text, x: middle.x, y: middle.y + 4, class: "edge-label", anchor: "middle")
    }
    text += "</g>\n"
  }

  /// Straight from each first to each second point, in curves from there to the next.
  private static func path(_ points: [Point]) -> String {
    func text(_ point: Point) -> String { "\(Markup.number(point.x)) \(Markup.number(point.y))" }
    var path = "M\(text(points[0]))"
    for index in 1..<points.count {
      let (from, to) = (points[index - 1], points[index])
      if index % 2 == 1 || from.x == to.x {
        // What goes straight on is one line.
        if index + 1 < points.count, to.x == points[index + 1].x { continue }
        path += " L\(text(to))"
      } else {
        let middle = (from.y + to.y) / 2
        path += " C\(text(.init(x: from.x, y: middle))) \(text(.init(x: to.x, y: middle))) \(text(to))"
      }
    }
    return path
  }

  /// The middle of the curve in the middle.
  private static func middle(of route: [Point]) -> Point {
    let curves = route.count / 2 - 1
    guard curves > 0 else { return route[0] }
    let start = 1 + (curves - 1) / 2 * 2
    return Point(x: (route[start].x + route[start + 1].x) / 2, y: (route[start].y + route[start + 1].y) / 2)
  }

  // MARK: Nodes

  private mutating func box(_ panel: ArrangedPicture.Panel, _ index: Int, _ number: Int) {
    let box = panel.content.boxes[index]
    let place = panel.layout.boxes[index].moved(by: panel.origin)
    var attributes = [
      "class": "node \(box.style.rawValue) is-\(box.state.rawValue)", "id": "\(prefix)-n\(number)-\(index)",
      "role": "img", "aria-label": PictureStyle.spoken(box),
    ]
    if let panel = box.panel { attributes["data-panel"] = "\(prefix)-p\(panel)" }
    open("g", attributes)
    title(PictureStyle.tooltip(box))
    switch box.style {
    case .event, .start, .stop, .failure: rectangle(place, radius: min(place.height / 2, 20), class: "shape")
    case .resource: hexagon(place)
    case .config: sheet(place)
    case .workflow:
      rectangle(place, radius: 6, class: "shape")
      rectangle(place.inset(by: 3), radius: 4, class: "inner")
    default: rectangle(place, radius: 8, class: "shape")
    }
    let height = Double(box.text.count) * 17 + (box.note.isEmpty ? 0 : 15)
    var y = place.midY - height / 2 + 13
    for line in box.text {
      label(line, x: place.midX, y: y, class: "name", anchor: "middle")
      y += 17
    }
    if !box.note.isEmpty { label(box.note, x: place.midX, y: y - 1, class: "note", anchor: "middle") }
    text += "</g>\n"
  }

  private mutating func hexagon(_ place: Rectangle) {
    let corner = 10.0
    text += "<path class=\"shape\" d=\"M\(point(place.x + corner, place.y)) H\(Markup.number(place.maxX - corner)) "
    text += "L\(point(place.maxX, place.midY)) L\(point(place.maxX - corner, place.maxY)) "
    text += "H\(Markup.number(place.x + corner)) L\(point(place.x, place.midY)) Z\"/>\n"
  }

  /// A sheet of paper with a folded corner.
  private mutating func sheet(_ place: Rectangle) {
    let corner = 10.0
    text += "<path class=\"shape\" d=\"M\(point(place.x, place.y)) H\(Markup.number(place.maxX - corner)) "
    text += "L\(point(place.maxX, place.y + corner)) V\(Markup.number(place.maxY)) H\(Markup.number(place.x)) Z "
    text += "M\(point(place.maxX - corner, place.y)) V\(Markup.number(place.y + corner)) "
    text += "H\(Markup.number(place.maxX))\"/>\n"
  }

  // MARK: Elements

  mutating func open(_ element: String, _ attributes: KeyValuePairs<String, String>) {
    open(element, attributes.map { ($0.key, $0.value) })
  }

  mutating func open(_ element: String, _ attributes: [String: String]) {
    open(element, attributes.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  private mutating func open(_ element: String, _ attributes: [(String, String)]) {
    text += "<\(element)"
    for (name, value) in attributes { text += " \(name)=\"\(Markup.escape(value))\"" }
    text += ">"
  }

  mutating func title(_ title: String) { text += "<title>\(Markup.escape(title))</title>\n" }

  mutating func label(_ label: String, x: Double, y: Double, class name: String, anchor: String) {
    text += "<text class=\"\(name)\" x=\"\(Markup.number(x))\" y=\"\(Markup.number(y))\""
    text += " text-anchor=\"\(anchor)\">\(Markup.escape(label))</text>\n"
  }

  mutating func rectangle(_ place: Rectangle, radius: Double, class name: String) {
    text += "<rect class=\"\(name)\" x=\"\(Markup.number(place.x))\" y=\"\(Markup.number(place.y))\" "
    text += "width=\"\(Markup.number(place.width))\" height=\"\(Markup.number(place.height))\" "
    text += "rx=\"\(Markup.number(radius))\"/>\n"
  }

  mutating func write(_ markup: String) { text += markup }

  private func point(_ x: Double, _ y: Double) -> String { "\(Markup.number(x)) \(Markup.number(y))" }
  private func point(_ point: Point) -> String { self.point(point.x, point.y) }
}

extension Point {
  func moved(by other: Point) -> Point { Point(x: x + other.x, y: y + other.y) }
}

extension Rectangle {
  func moved(by point: Point) -> Rectangle {
    Rectangle(x: x + point.x, y: y + point.y, width: width, height: height)
  }

  func inset(by distance: Double) -> Rectangle {
    Rectangle(x: x + distance, y: y + distance, width: width - distance * 2, height: height - distance * 2)
  }
}
