/// Gives each box a layer below those that lead to it, with short lines.
struct Layering {
  /// The layer of each box, from 0.
  private(set) var layers: [Int]

  init(_ graph: LayoutGraph, isReversed: [Bool]) {
    var below: [[Int]] = graph.boxes.map { _ in [] }
    var above = below
    for (number, line) in graph.lines.enumerated() where line.source != line.target {
      let (top, bottom) = isReversed[number] ? (line.target, line.source) : (line.source, line.target)
      below[top].append(bottom)
      above[bottom].append(top)
    }
    var missing = above.map(\.count)
    var order = graph.boxes.indices.filter { missing[$0] == 0 }
    var next = 0
    layers = graph.boxes.map { _ in 0 }
    while next < order.count {
      let box = order[next]
      next += 1
      for other in below[box] {
        layers[other] = max(layers[other], layers[box] + 1)
        missing[other] -= 1
        if missing[other] == 0 { order.append(other) }
      }
    }
    // Each box is now as far up as it can be. Move down what has more to gain below than above, until nothing has.
    for _ in 0..<8 {
      var hasMoved = false
      for box in order.reversed() where below[box].count > above[box].count {
        guard let lowest = below[box].map({ layers[$0] - 1 }).min(), lowest > layers[box] else { continue }
        layers[box] = lowest
        hasMoved = true
      }
      for box in order where above[box].count > below[box].count {
        let highest = above[box].map { layers[$0] + 1 }.max() ?? 0
        guard highest < layers[box] else { continue }
        layers[box] = highest
        hasMoved = true
      }
      if !hasMoved { break }
    }
    let first = layers.min() ?? 0
    for box in layers.indices { layers[box] -= first }
  }
}
