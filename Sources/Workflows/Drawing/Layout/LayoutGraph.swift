/// What is to be laid out: boxes, edges between them, and frames around some of them.
struct LayoutGraph {
  struct Box {
    var width: Double
    var height: Double
    /// The number of the frame that it is in.
    var frame: Int?
  }

  struct Line: Hashable {
    var source: Int
    var target: Int
  }

  var boxes: [Box] = []
  var lines: [Line] = []
  /// The numbers of the frames.
  var frames = 0..<0
}

struct Point: Hashable, Sendable {
  var x: Double
  var y: Double
}

struct Rectangle: Hashable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var midX: Double { x + width / 2 }
  var midY: Double { y + height / 2 }
  var maxX: Double { x + width }
  var maxY: Double { y + height }
}

/// Where everything is.
struct Layout {
  /// The boxes, in their order.
  var boxes: [Rectangle]
  /// The way of each line, from its source to its target: straight down or up between the first and the second point, the
  /// third and the fourth, and so on; from one such stretch to the next in a curve.
  var routes: [[Point]]
  var frames: [Rectangle]
  var width: Double
  var height: Double
}
