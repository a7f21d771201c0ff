/// Lays a graph out in layers, from top to bottom, so that lines lead downwards as far as possible, cross little, and
/// never run through a box.
///
/// After Sugiyama, Tagawa and Toda: break the circles, give each node a layer, order the layers, find coordinates. What
/// takes several layers goes through invisible nodes in each of them. A frame has an invisible node at its left and its
/// right side in each of its layers, which keeps others out.
struct LayeredLayout {
  /// How far things are from each other.
  struct Spacing {
    var boxes = 28.0
    var lines = 14.0
    var layers = 46.0
    var framePadding = 16.0
    var frameTitle = 26.0
  }

  enum Kind: Equatable {
    case box(Int)
    /// A place where a line passes a layer.
    case bend(line: Int)
    case left(frame: Int)
    case right(frame: Int)
  }

  let graph: LayoutGraph
  let spacing: Spacing
  var kinds: [Kind]
  /// The layer of each node.
  var layer: [Int] = []
  /// The nodes of each layer, from left to right.
  var layers: [[Int]] = []
  /// Connections between neighbouring layers, downwards.
  var below: [[Int]] = []
  var above: [[Int]] = []
  /// For each line its nodes from top to bottom, ends included; empty for one that leads from a box to itself.
  var chains: [[Int]] = []
  /// For each line whether it leads upwards.
  var isReversed: [Bool] = []

  static func layout(_ graph: LayoutGraph, _ spacing: Spacing = Spacing()) -> Layout {
    var layout = LayeredLayout(graph: graph, spacing: spacing)
    if graph.boxes.isEmpty {
      return Layout(boxes: [], routes: graph.lines.map { _ in [] }, frames: [], width: 0, height: 0)
    }
    layout.isReversed = CycleBreaking.reversed(graph)
    layout.layer = Layering(graph, isReversed: layout.isReversed).layers
    layout.makeChains()
    layout.makeFrames()
    layout.order()
    let x = Tightening.tighten(AlignedCoordinates(layout).x, layout)
    return layout.place(x)
  }

  private init(graph: LayoutGraph, spacing: Spacing) {
    self.graph = graph
    self.spacing = spacing
    kinds = graph.boxes.indices.map { .box($0) }
    below = graph.boxes.map { _ in [] }
    above = below
  }

  mutating func addNode(_ kind: Kind, in number: Int) -> Int {
    kinds.append(kind)
    layer.append(number)
    below.append([])
    above.append([])
    return kinds.count - 1
  }

  mutating func connect(_ upper: Int, _ lower: Int) {
    below[upper].append(lower)
    above[lower].append(upper)
  }

  private mutating func makeChains() {
    for (number, line) in graph.lines.enumerated() {
      if line.source == line.target {
        chains.append([])
        continue
      }
      let (top, bottom) = isReversed[number] ? (line.target, line.source) : (line.source, line.target)
      var chain = [top]
      for number in layer[top] + 1..<layer[bottom] {
        chain.append(addNode(.bend(line: chains.count), in: number))
      }
      chain.append(bottom)
      for (upper, lower) in zip(chain, chain.dropFirst()) { connect(upper, lower) }
      chains.append(chain)
    }
  }

  /// Adds the sides of frames.
  private mutating func makeFrames() {
    for frame in graph.frames {
      guard let span = span(of: frame) else { continue }
      for make in [Kind.left(frame: frame), .right(frame: frame)] {
        var last: Int?
        for number in span {
          let node = addNode(make, in: number)
          if let last { connect(last, node) }
          last = node
        }
      }
    }
  }

  /// The layers that the boxes of a frame are in.
  func span(of frame: Int) -> ClosedRange<Int>? {
    let numbers = graph.boxes.indices.filter { graph.boxes[$0].frame == frame }.map { layer[$0] }
    guard let first = numbers.min(), let last = numbers.max() else { return nil }
    return first...last
  }

  /// The frame that a node is in or at the side of.
  func frame(of node: Int) -> Int? {
    switch kinds[node] {
    case .box(let box): graph.boxes[box].frame
    case .bend(let line):
      // Within a frame stays what begins and ends there.
      graph.boxes[graph.lines[line].source].frame.flatMap {
        $0 == graph.boxes[graph.lines[line].target].frame ? $0 : nil
      }
    case .left(let frame), .right(let frame): frame
    }
  }

  func width(of node: Int) -> Double {
    if case .box(let box) = kinds[node] { graph.boxes[box].width } else { 0 }
  }

  func isBox(_ node: Int) -> Bool { if case .box = kinds[node] { true } else { false } }
  func isSide(_ node: Int) -> Bool {
    switch kinds[node] {
    case .left, .right: true
    default: false
    }
  }

  /// How far the middles of two neighbours must be from each other.
  func distance(_ left: Int, _ right: Int) -> Double {
    func margin(_ node: Int, facingInwards: Bool) -> Double {
      switch kinds[node] {
      case .box: spacing.boxes / 2
      case .bend: spacing.lines / 2
      case .left, .right: facingInwards ? spacing.framePadding / 2 : spacing.boxes / 2
      }
    }
    let isInside = frame(of: left) != nil && frame(of: left) == frame(of: right)
    return width(of: left) / 2 + width(of: right) / 2 + margin(left, facingInwards: isInside)
      + margin(right, facingInwards: isInside)
  }
}
