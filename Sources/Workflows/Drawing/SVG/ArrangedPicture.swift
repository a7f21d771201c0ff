/// A picture with everything in its place: the workflow's own graph at the left, those of its children beside it.
struct ArrangedPicture {
  struct Panel {
    var content: Picture.Panel
    var layout: Layout
    /// Where its graph begins, below its title.
    var origin: Point
    var frame: Rectangle
    var title: [String]
    /// How many lines of the title are the name.
    var nameLines: Int
  }

  var panels: [Panel] = []
  var width = 0.0
  var height = 0.0

  static let margin = 24.0
  private static let gap = 28.0
  private static let padding = 20.0

  init(_ picture: Picture) {
    for (number, content) in picture.panels.enumerated() {
      let layout = LayeredLayout.layout(content.layoutGraph)
      let isRoot = number == 0
      let inset = isRoot ? 0 : Self.padding
      let widest = max(layout.width, 320)
      var lines = TextMetrics.wrap(content.title, size: isRoot ? 20 : 15, isBold: true, within: widest, lines: 2)
      let nameLines = lines.count
      if let text = content.description?.trimmed, !text.isEmpty {
        lines += TextMetrics.wrap(text, size: 12, within: max(widest, 420), lines: 2)
      }
      let title = isRoot ? 30 + Double(lines.count - 1) * 18 + 14 : 24 + Double(lines.count - 1) * 18 + 10
      let text = lines.map { TextMetrics.width($0, size: isRoot ? 20 : 15, isBold: true) }
      let width = max(layout.width, min(text.max() ?? 0, widest)) + inset * 2
      panels.append(
        Panel(
          content: content, layout: layout,
          origin: Point(x: inset + (width - inset * 2 - layout.width) / 2, y: inset + title),
          frame: Rectangle(x: 0, y: 0, width: width, height: layout.height + inset * 2 + title), title: lines,
          nameLines: nameLines))
    }
    place()
  }

  /// Moves everything to the middle of something wider.
  mutating func center(in wider: Double) {
    guard wider > width else { return }
    for index in panels.indices {
      panels[index].frame.x += (wider - width) / 2
      panels[index].origin.x += (wider - width) / 2
    }
    width = wider
  }

  /// Puts the children into columns that are as high as the graph of the whole, or somewhat higher.
  private mutating func place() {
    guard let root = panels.first else { return }
    let most = max(root.frame.height, root.frame.width * 0.6, (panels.map(\.frame.height).max() ?? 0))
    var x = root.frame.width + Self.gap
    var y = 0.0
    var column = 0.0
    for index in panels.indices {
      if index > 0 {
        if y > 0, y + panels[index].frame.height > most {
          x += column + Self.gap
          (y, column) = (0, 0)
        }
        panels[index].frame.x = x
        panels[index].frame.y = y
        y += panels[index].frame.height + Self.gap
        column = max(column, panels[index].frame.width)
      }
      panels[index].frame.x += Self.margin
      panels[index].frame.y += Self.margin
      panels[index].origin.x += panels[index].frame.x
      panels[index].origin.y += panels[index].frame.y
    }
    width = (panels.map(\.frame.maxX).max() ?? 0) + Self.margin
    height = (panels.map(\.frame.maxY).max() ?? 0) + Self.margin
  }
}

extension Picture.Panel {
  /// What there is to lay out.
  var layoutGraph: LayoutGraph {
    LayoutGraph(
      boxes: boxes.map { .init(width: $0.width, height: $0.height, frame: $0.frame) },
      lines: lines.map { .init(source: $0.source, target: $0.target) }, frames: frames.indices)
  }
}
