/// Moves what is too far from its neighbours nearer to them, as far as there is room.
///
/// What is aligned stays aligned: blocks of nodes straight below each other are moved together, and so are frames with
/// what is in them. No line gets longer by more than others get shorter, so that it comes to rest.
struct Tightening {
  private let layout: LayeredLayout
  private(set) var x: [Double]
  private var leftNeighbour: [Int]
  private var rightNeighbour: [Int]
  /// The unit that is being moved, by which its own nodes are known.
  private var stamp: [Int]
  private var lastStamp = 0

  static func tighten(_ x: [Double], _ layout: LayeredLayout) -> [Double] {
    var tightening = Tightening(x, layout)
    tightening.run()
    return tightening.x
  }

  private init(_ x: [Double], _ layout: LayeredLayout) {
    self.x = x
    self.layout = layout
    leftNeighbour = x.map { _ in -1 }
    rightNeighbour = leftNeighbour
    stamp = x.map { _ in 0 }
    for nodes in layout.layers {
      for (left, right) in zip(nodes, nodes.dropFirst()) {
        rightNeighbour[left] = right
        leftNeighbour[right] = left
      }
    }
  }

  private mutating func run() {
    let frames = layout.graph.frames.map { frame in layout.kinds.indices.filter { layout.frame(of: $0) == frame } }
    let most = x.count > 20_000 ? 4 : 16
    for sweep in 0..<most {
      let units = (blocks() + frames).filter { !$0.isEmpty }
      let sorted = units.sorted { x[$0[0]] < x[$1[0]] }
      var moved = 0.0
      for unit in sweep % 2 == 0 ? sorted : sorted.reversed() { moved += move(unit) }
      if moved < 1 { break }
    }
  }

  /// Nodes that are straight below each other and connected.
  private func blocks() -> [[Int]] {
    var isTaken = x.map { _ in false }
    var blocks: [[Int]] = []
    for nodes in layout.layers {
      for node in nodes where !isTaken[node] {
        var block: [Int] = []
        var next: Int? = node
        while let node = next {
          isTaken[node] = true
          block.append(node)
          next = layout.below[node].first { !isTaken[$0] && abs(x[$0] - x[node]) < 0.5 }
        }
        blocks.append(block)
      }
    }
    return blocks
  }

  /// Moves nodes to the middle of what they are connected with; returns how far.
  private mutating func move(_ unit: [Int]) -> Double {
    lastStamp += 1
    for node in unit { stamp[node] = lastStamp }
    var room = (left: Double.infinity, right: Double.infinity)
    var wishes: [Double] = []
    for node in unit {
      let (left, right) = (leftNeighbour[node], rightNeighbour[node])
      if left >= 0, stamp[left] != lastStamp {
        room.left = min(room.left, x[node] - x[left] - layout.distance(left, node))
      }
      if right >= 0, stamp[right] != lastStamp {
        room.right = min(room.right, x[right] - x[node] - layout.distance(node, right))
      }
      for other in layout.above[node] where stamp[other] != lastStamp { wishes.append(x[other] - x[node]) }
      for other in layout.below[node] where stamp[other] != lastStamp { wishes.append(x[other] - x[node]) }
    }
    // The sides of a frame stay close to what is between them.
    if wishes.isEmpty, unit.allSatisfy({ layout.isSide($0) }), case let kind = layout.kinds[unit[0]] {
      if case .left = kind { wishes = [room.right.isFinite ? room.right : 0] }
      if case .right = kind { wishes = [room.left.isFinite ? -room.left : 0] }
    }
    if wishes.isEmpty { return 0 }
    wishes.sort()
    // Between the two in the middle every place is as good: the nearest is taken.
    let lower = wishes[(wishes.count - 1) / 2]
    let upper = wishes[wishes.count / 2]
    let wish = lower > 0 ? lower : upper < 0 ? upper : 0
    let shift = max(-max(room.left, 0), min(wish, max(room.right, 0)))
    guard abs(shift) > 0.5 else { return 0 }
    for node in unit { x[node] += shift }
    return abs(shift)
  }
}
