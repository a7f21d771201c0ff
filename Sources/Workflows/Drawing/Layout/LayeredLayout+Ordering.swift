// The order within the layers: each node near the middle of its neighbours in the layer before, down and up again a few
// times, and what crossed least is kept.

extension LayeredLayout {
  mutating func order() {
    layers = initialOrder()
    var position = kinds.map { _ in 0.0 }
    notePositions(&position)
    var rank = frameRanks(position)
    arrangeAll(&position, rank)
    var best = layers
    var fewest = crossings()
    var sweepsWithoutGain = 0
    let most = kinds.count > 3_000 ? 8 : 24
    for sweep in 0..<most where fewest > 0 {
      let isDownwards = sweep % 2 == 0
      rank = frameRanks(position)
      for number in isDownwards ? Array(layers.indices) : layers.indices.reversed() {
        let weights = layers[number].map { node in
          let neighbours = isDownwards ? above[node] : below[node]
          return Self.middle(neighbours.map { position[$0] }) ?? position[node]
        }
        arrange(number, weights, rank)
        for (place, node) in layers[number].enumerated() { position[node] = Double(place) }
      }
      let count = crossings()
      if count < fewest {
        (best, fewest) = (layers, count)
        sweepsWithoutGain = 0
      } else {
        sweepsWithoutGain += 1
        if sweepsWithoutGain > 5 { break }
      }
    }
    layers = best
    exchangeNeighbours()
  }

  /// The middle of the neighbours' places: their median and mean, half and half.
  private static func middle(_ places: [Double]) -> Double? {
    if places.count < 2 { return places.first }
    let sorted = places.sorted()
    let half = sorted.count / 2
    let median = sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    return (median + sorted.reduce(0, +) / Double(sorted.count)) / 2
  }

  /// The order in which a walk downwards from the top meets the nodes.
  private func initialOrder() -> [[Int]] {
    var order: [[Int]] = Array(repeating: [], count: (layer.max() ?? -1) + 1)
    var seen = kinds.map { _ in false }
    let roots = kinds.indices.sorted { (layer[$0], $0) < (layer[$1], $1) }
    for root in roots where !seen[root] {
      var stack = [root]
      while let node = stack.popLast() {
        if seen[node] { continue }
        seen[node] = true
        order[layer[node]].append(node)
        stack += below[node].reversed().filter { !seen[$0] }
      }
    }
    return order
  }

  private func notePositions(_ position: inout [Double]) {
    for nodes in layers { for (place, node) in nodes.enumerated() { position[node] = Double(place) } }
  }

  /// Frames have one order in all layers, or their sides would cross.
  private func frameRanks(_ position: [Double]) -> [Int] {
    if graph.frames.isEmpty { return [] }
    var sums = graph.frames.map { _ in (0.0, 0) }
    for node in kinds.indices {
      if let frame = frame(of: node), !isSide(node) {
        let share = position[node] / Double(max(layers[layer[node]].count, 1))
        sums[frame] = (sums[frame].0 + share, sums[frame].1 + 1)
      }
    }
    let means = sums.map { $0.0 / Double(max($0.1, 1)) }
    var ranks = graph.frames.map { _ in 0 }
    for (rank, frame) in graph.frames.sorted(by: { (means[$0], $0) < (means[$1], $1) }).enumerated() {
      ranks[frame] = rank
    }
    return ranks
  }

  private mutating func arrangeAll(_ position: inout [Double], _ rank: [Int]) {
    for number in layers.indices { arrange(number, layers[number].map { position[$0] }, rank) }
    notePositions(&position)
  }

  /// Sorts a layer by weights, and keeps what is in one frame together, between its sides.
  private mutating func arrange(_ number: Int, _ weights: [Double], _ rank: [Int]) {
    let nodes = layers[number]
    let sorted = nodes.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
    if graph.frames.isEmpty {
      layers[number] = sorted.map { nodes[$0] }
      return
    }
    struct Unit {
      var nodes: [Int]
      var weight: Double
      var frame: Int?
    }
    var units: [Unit] = []
    var unitOfFrame: [Int: Int] = [:]
    var sums: [Int: (Double, Int)] = [:]
    for index in sorted {
      let node = nodes[index]
      guard let frame = frame(of: node) else {
        units.append(Unit(nodes: [node], weight: weights[index], frame: nil))
        continue
      }
      if unitOfFrame[frame] == nil {
        unitOfFrame[frame] = units.count
        units.append(Unit(nodes: [], weight: 0, frame: frame))
      }
      units[unitOfFrame[frame] ?? 0].nodes.append(node)
      let sum = sums[frame] ?? (0, 0)
      sums[frame] = (sum.0 + weights[index], sum.1 + 1)
    }
    for (frame, unit) in unitOfFrame {
      if let sum = sums[frame] { units[unit].weight = sum.0 / Double(sum.1) }
      units[unit].nodes =
        units[unit].nodes.filter { kinds[$0] == .left(frame: frame) }
        + units[unit].nodes.filter { !isSide($0) }
        + units[unit].nodes.filter { kinds[$0] == .right(frame: frame) }
    }
    let order = units.indices.sorted { (units[$0].weight, $0) < (units[$1].weight, $1) }
    var framed = order.filter { units[$0].frame != nil }
      .sorted { rank[units[$0].frame ?? 0] < rank[units[$1].frame ?? 0] }[...]
    layers[number] = order.flatMap { units[units[$0].frame == nil ? $0 : framed.removeFirst()].nodes }
  }

  // MARK: Crossings

  /// How often connections cross.
  func crossings() -> Int {
    var place = kinds.map { _ in 0 }
    for nodes in layers { for (number, node) in nodes.enumerated() { place[node] = number } }
    var count = 0
    for (upper, lower) in zip(layers, layers.dropFirst()) {
      // How many ends are to the right of a place, kept in a tree of sums.
      var tree = Array(repeating: 0, count: lower.count + 1)
      var inserted = 0
      for node in upper {
        let ends = below[node].map { place[$0] }
        for end in ends {
          var sum = 0
          var index = end + 1
          while index > 0 {
            sum += tree[index]
            index &= index - 1
          }
          count += inserted - sum
        }
        for end in ends {
          inserted += 1
          var index = end + 1
          while index < tree.count {
            tree[index] += 1
            index += index & -index
          }
        }
      }
    }
    return count
  }

  /// Exchanges neighbours as long as that removes crossings.
  private mutating func exchangeNeighbours() {
    var place = kinds.map { _ in 0 }
    for nodes in layers { for (number, node) in nodes.enumerated() { place[node] = number } }
    func crossings(_ left: Int, _ right: Int) -> Int {
      var count = 0
      for one in above[left] { for other in above[right] where place[one] > place[other] { count += 1 } }
      for one in below[left] { for other in below[right] where place[one] > place[other] { count += 1 } }
      return count
    }
    for _ in 0..<4 {
      var hasImproved = false
      for number in layers.indices {
        for index in layers[number].indices.dropLast() {
          let (left, right) = (layers[number][index], layers[number][index + 1])
          if isSide(left) || isSide(right) || frame(of: left) != frame(of: right) { continue }
          if (above[left].count + below[left].count) * (above[right].count + below[right].count) > 10_000 { continue }
          guard crossings(right, left) < crossings(left, right) else { continue }
          layers[number].swapAt(index, index + 1)
          (place[left], place[right]) = (index + 1, index)
          hasImproved = true
        }
      }
      if !hasImproved { break }
    }
  }
}
