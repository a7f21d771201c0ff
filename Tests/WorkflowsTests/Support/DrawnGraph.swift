import Testing
import Workflows

/// A picture as it was drawn, read from its SVG.
struct DrawnGraph {
  struct Box {
    var id: String
    var classes: [String]
    var name: String
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0

    func contains(_ point: (x: Double, y: Double)) -> Bool {
      point.x > left + 0.6 && point.x < right - 0.6 && point.y > top + 0.6 && point.y < bottom - 0.6
    }

    /// Whether a point is on the upper or lower side, or next to it.
    func touches(_ point: (x: Double, y: Double)) -> Bool {
      point.x >= left && point.x <= right && min(abs(point.y - top), abs(point.y - bottom)) <= 6
    }
  }

  struct Line {
    var classes: [String]
    var from: String
    var to: String
    /// Points along its way.
    var points: [(x: Double, y: Double)]
    var label: String
  }

  let root: Element
  var boxes: [Box] = []
  var lines: [Line] = []
  /// The frames around groups.
  var frames: [Box] = []

  init(_ markup: String) throws {
    root = try MarkupReader.read(markup)
    for element in root.all where element.name == "g" {
      if element.classes.contains("node"), let id = element.attributes["id"] {
        let texts = element.children.filter { $0.name == "text" }
        var box = Box(
          id: id, classes: element.classes, name: texts.filter { $0.classes == ["name"] }.map(\.text).joined())
        Self.measure(element.children.first { $0.classes == ["shape"] }, &box)
        boxes.append(box)
      } else if element.classes.contains("edge"), let from = element.attributes["data-from"] {
        let path = element.first("path", class: "shaft")?.attributes["d"] ?? ""
        lines.append(
          Line(
            classes: element.classes, from: from, to: element.attributes["data-to"] ?? "", points: Self.sample(path),
            label: element.first("text", class: "edge-label")?.text ?? ""))
      }
    }
    for element in root.all where element.name == "rect" && element.classes == ["group"] {
      var box = Box(id: "", classes: [], name: "")
      Self.measure(element, &box)
      frames.append(box)
    }
  }

  private static func measure(_ shape: Element?, _ box: inout Box) {
    guard let shape else { return }
    if shape.name == "rect" {
      (box.left, box.top) = (shape.number("x"), shape.number("y"))
      (box.right, box.bottom) = (box.left + shape.number("width"), box.top + shape.number("height"))
    } else {
      let points = sample(shape.attributes["d"] ?? "")
      (box.left, box.right) = (points.map(\.x).min() ?? 0, points.map(\.x).max() ?? 0)
      (box.top, box.bottom) = (points.map(\.y).min() ?? 0, points.map(\.y).max() ?? 0)
    }
  }

  /// Points along a path of the commands M, L, H, V, C and Z.
  private static func sample(_ path: String) -> [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = []
    var tokens: [String] = []
    for character in path {
      if character.isLetter {
        tokens.append(String(character))
      } else if character == " " {
        tokens.append("")
      } else if tokens.last?.first?.isLetter ?? true {
        tokens.append(String(character))
      } else {
        tokens[tokens.count - 1].append(character)
      }
    }
    var rest = tokens.filter { !$0.isEmpty }[...]
    func number() -> Double { rest.popFirst().flatMap(Double.init) ?? .nan }
    while let command = rest.popFirst() {
      let last = points.last ?? (0, 0)
      switch command {
      case "M": points.append((number(), number()))
      case "L":
        let end = (x: number(), y: number())
        for part in 1...8 {
          let share = Double(part) / 8
          points.append((last.x + (end.x - last.x) * share, last.y + (end.y - last.y) * share))
        }
      case "H": points.append((number(), last.y))
      case "V": points.append((last.x, number()))
      case "C":
        let (first, second, end) = ((x: number(), y: number()), (x: number(), y: number()), (x: number(), y: number()))
        for part in 1...24 {
          let (t, u) = (Double(part) / 24, 1 - Double(part) / 24)
          func at(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
            u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d
          }
          points.append((at(last.x, first.x, second.x, end.x), at(last.y, first.y, second.y, end.y)))
        }
      default: break
      }
    }
    return points
  }
}

/// Asserts what holds of every picture: it is well-formed and needs nothing from elsewhere, no two boxes overlap, every
/// line goes from its box to its box and through no other.
func expectGoodPicture(
  _ svg: String, nodes: Int? = nil, edges: Int? = nil, sourceLocation: TestLocation = #_sourceLocation
) throws {
  let drawn = try DrawnGraph(svg)
  if let nodes { #expect(drawn.boxes.count == nodes, sourceLocation: sourceLocation) }
  if let edges { #expect(drawn.lines.count == edges, sourceLocation: sourceLocation) }
  let ids = drawn.root.all.compactMap { $0.attributes["id"] }
  #expect(Set(ids).count == ids.count, "ids are unique", sourceLocation: sourceLocation)
  let outside = drawn.root.all.flatMap { $0.attributes.filter { ["href", "src", "xlink:href"].contains($0.key) } }
  #expect(outside.isEmpty, "nothing comes from elsewhere", sourceLocation: sourceLocation)
  let sheets = drawn.root.all.filter { $0.name == "style" }.map(\.text).joined()
  #expect(!sheets.contains("url(") && !sheets.contains("@import"), sourceLocation: sourceLocation)

  let (width, height) = (drawn.root.number("width"), drawn.root.number("height"))
  var overlaps = 0
  let sorted = drawn.boxes.sorted { $0.top < $1.top }
  for (index, box) in sorted.enumerated() {
    let isInside = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height
    #expect(isInside, "\(box.name) is in the picture", sourceLocation: sourceLocation)
    for other in sorted[(index + 1)...] {
      if other.top >= box.bottom { break }
      if other.left < box.right, other.right > box.left { overlaps += 1 }
    }
  }
  #expect(overlaps == 0, "boxes overlap", sourceLocation: sourceLocation)

  let byID = Dictionary(uniqueKeysWithValues: drawn.boxes.map { ($0.id, $0) })
  let tops = sorted.map(\.top)
  let tallest = sorted.map { $0.bottom - $0.top }.max() ?? 0
  var (strays, hits) = (0, 0)
  for line in drawn.lines {
    guard let from = byID[line.from], let to = byID[line.to], let first = line.points.first, let last = line.points.last
    else {
      strays += 1
      continue
    }
    if !from.touches(first) || !to.touches(last) { strays += 1 }
    for point in line.points {
      // Only boxes that begin a little above the point can have it within them.
      var index = tops.partitioningIndex { $0 >= point.y - tallest }
      while index < sorted.count, sorted[index].top < point.y {
        if sorted[index].contains(point), sorted[index].id != line.from, sorted[index].id != line.to { hits += 1 }
        index += 1
      }
    }
  }
  #expect(strays == 0, "lines that do not begin or end at their boxes", sourceLocation: sourceLocation)
  #expect(hits == 0, "lines that run through boxes", sourceLocation: sourceLocation)
}

extension Array where Element == Double {
  /// The first index at which something holds, of which it holds from somewhere on.
  fileprivate func partitioningIndex(where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// A graph such as people have, with branches, loops and fan-in, from a seed.
func randomGraph(steps count: Int, seed: UInt64, groups: Int = 0) -> WorkflowGraph {
  var state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
  func random(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
  var graph = WorkflowGraph(name: "random", nodes: [.init(id: "StartEvent", nodeType: .event)])
  var open = ["StartEvent"]
  var all = open
  for number in 0..<count {
    let step = "step\(number)"
    var node = WorkflowGraph.Node(id: step, nodeType: .step)
    node.step = .init()
    if groups > 0, random(3) > 0 { node.step?.group = "Group\(number * groups / count)" }
    if random(4) == 0 { node.step?.retry = "three times" }
    graph.nodes.append(node)
    for _ in 0...random(2) where !open.isEmpty {
      graph.edges.append(.init(from: open.remove(at: random(min(open.count, 5))), to: step))
    }
    for branch in 0...(open.count > 6 ? 0 : random(3)) {
      let event = "Event\(number)" + String(repeating: "WithName", count: random(3)) + "\(branch)"
      graph.nodes.append(.init(id: event, nodeType: .event))
      graph.edges.append(.init(from: step, to: event, kind: branch == 0 ? .flow : .list))
      open.append(event)
      all.append(event)
    }
    // A loop back to somewhere.
    if random(5) == 0 { graph.edges.append(.init(from: step, to: all[random(all.count)], kind: .send)) }
  }
  return graph
}
