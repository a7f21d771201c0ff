/// Horizontal coordinates that put each node straight below or above the middle of its neighbours, as far as the others
/// in its layer allow.
///
/// After Brandes and Köpf: nodes are aligned into vertical blocks, in four ways (from above and from below, from the left
/// and from the right), and the coordinates are the middle of the four.
struct AlignedCoordinates {
  /// The middle of each node.
  private(set) var x: [Double] = []

  private let layout: LayeredLayout
  /// Connections that may not be straight, because they cross one that matters more.
  private var conflicts: Set<LayoutGraph.Line> = []

  init(_ layout: LayeredLayout) {
    self.layout = layout
    findConflicts()
    var candidates: [[Double]] = []
    for isFromBelow in [false, true] {
      for isFromRight in [false, true] {
        var layers = isFromBelow ? layout.layers.reversed() : layout.layers
        if isFromRight { layers = layers.map { $0.reversed() } }
        let roots = align(layers, isFromBelow ? layout.below : layout.above)
        let candidate = compact(layers, roots, isMirrored: isFromRight)
        candidates.append(isFromRight ? candidate.map { -$0 } : candidate)
      }
    }
    x = Self.balance(candidates, layout)
  }

  /// Where long lines cross short ones, the long ones stay straight; and the sides of frames always do.
  private mutating func findConflicts() {
    var place = layout.kinds.map { _ in 0 }
    for nodes in layout.layers { for (number, node) in nodes.enumerated() { place[node] = number } }
    func isInner(_ node: Int) -> Bool { !layout.isBox(node) }
    for (upper, lower) in zip(layout.layers, layout.layers.dropFirst()) {
      var first = 0
      var scanned = 0
      for (index, node) in lower.enumerated() {
        let inner = isInner(node) ? layout.above[node].first { isInner($0) } : nil
        guard inner != nil || index == lower.count - 1 else { continue }
        let last = inner.map { place[$0] } ?? upper.count
        for other in lower[scanned...index] {
          for parent in layout.above[other] where place[parent] < first || place[parent] > last {
            if !(isInner(parent) && isInner(other)) { conflicts.insert(.init(source: parent, target: other)) }
          }
        }
        scanned = index + 1
        first = last
      }
      for side in lower where layout.isSide(side) {
        guard let parent = layout.above[side].first else { continue }
        for node in lower where !layout.isSide(node) {
          for other in layout.above[node] where (place[other] < place[parent]) != (place[node] < place[side]) {
            conflicts.insert(.init(source: other, target: node))
          }
        }
      }
    }
  }

  private func isConflict(_ one: Int, _ other: Int) -> Bool {
    if conflicts.isEmpty { return false }
    let isBelow = layout.layer[one] < layout.layer[other]
    return conflicts.contains(isBelow ? .init(source: one, target: other) : .init(source: other, target: one))
  }

  /// For each node the first node of the block that it is in.
  private func align(_ layers: [[Int]], _ neighbours: [[Int]]) -> [Int] {
    var root = Array(layout.kinds.indices)
    var next = root
    var place = root
    for nodes in layers { for (number, node) in nodes.enumerated() { place[node] = number } }
    for nodes in layers {
      var last = -1
      for node in nodes {
        // Most nodes have one neighbour.
        let all = neighbours[node]
        let sorted = all.count > 1 ? all.sorted { place[$0] < place[$1] } : all
        if sorted.isEmpty { continue }
        for index in (sorted.count - 1) / 2...sorted.count / 2 {
          let other = sorted[index]
          guard next[node] == node, last < place[other], !isConflict(node, other) else { continue }
          next[other] = node
          root[node] = root[other]
          next[node] = root[node]
          last = place[other]
        }
      }
    }
    return root
  }

  /// Puts the blocks as far to the left as they can be, and then those with room to the right of them back towards it.
  private func compact(_ layers: [[Int]], _ root: [Int], isMirrored: Bool) -> [Double] {
    var after: [[(Int, Double)]] = root.map { _ in [] }
    var missing = root.map { _ in 0 }
    for nodes in layers {
      for (left, right) in zip(nodes, nodes.dropFirst()) {
        let distance = isMirrored ? layout.distance(right, left) : layout.distance(left, right)
        after[root[left]].append((root[right], distance))
        missing[root[right]] += 1
      }
    }
    var position = root.map { _ in 0.0 }
    var order = root.indices.filter { root[$0] == $0 && missing[$0] == 0 }
    var next = 0
    while next < order.count {
      let block = order[next]
      next += 1
      for (other, distance) in after[block] {
        position[other] = max(position[other], position[block] + distance)
        missing[other] -= 1
        if missing[other] == 0 { order.append(other) }
      }
    }
    for block in order.reversed() {
      // The far side of a frame stays near what is in it.
      if case .right = layout.kinds[block], !isMirrored { continue }
      if case .left = layout.kinds[block], isMirrored { continue }
      guard let room = after[block].map({ position[$0.0] - $0.1 }).min(), room > position[block] else { continue }
      position[block] = room
    }
    return root.map { position[$0] }
  }

  /// The middle of four ways to lay out, moved so that they are where the narrowest of them is.
  private static func balance(_ candidates: [[Double]], _ layout: LayeredLayout) -> [Double] {
    func bounds(_ x: [Double]) -> (left: Double, right: Double) {
      var (left, right) = (Double.infinity, -Double.infinity)
      for node in x.indices {
        left = min(left, x[node] - layout.width(of: node) / 2)
        right = max(right, x[node] + layout.width(of: node) / 2)
      }
      return (left, right)
    }
    let all = candidates.map(bounds)
    let narrowest = all.min { $0.right - $0.left < $1.right - $1.left } ?? (0, 0)
    let moved = zip(candidates, all).enumerated().map { index, pair in
      // Those from the left are aligned at the left, those from the right at the right.
      let shift = index % 2 == 0 ? narrowest.left - pair.1.left : narrowest.right - pair.1.right
      return pair.0.map { $0 + shift }
    }
    return layout.kinds.indices.map { node in
      let sorted = moved.map { $0[node] }.sorted()
      return (sorted[1] + sorted[2]) / 2
    }
  }
}
