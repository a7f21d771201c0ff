extension LayeredLayout {
  /// Turns coordinates and layers into boxes, frames and ways.
  func place(_ x: [Double]) -> Layout {
    let bands = bands(x)
    var boxes = graph.boxes.indices.map { box in
      let size = graph.boxes[box]
      let band = bands[layer[box]]
      return Rectangle(
        x: x[box] - size.width / 2, y: (band.top + band.bottom - size.height) / 2, width: size.width,
        height: size.height)
    }
    var routes = routes(x, boxes, bands)
    var frames = graph.frames.map { frame in rectangle(of: frame, x, bands) }
    // Everything moves to where nothing is negative.
    let all = boxes + frames.filter { $0.width > 0 }
    let points = routes.joined()
    let left = min(all.map(\.x).min() ?? 0, points.map(\.x).min() ?? .infinity)
    let top = min(all.map(\.y).min() ?? 0, points.map(\.y).min() ?? .infinity)
    for index in boxes.indices {
      boxes[index].x -= left
      boxes[index].y -= top
    }
    for index in frames.indices {
      frames[index].x -= left
      frames[index].y -= top
    }
    for route in routes.indices {
      for point in routes[route].indices {
        routes[route][point].x -= left
        routes[route][point].y -= top
      }
    }
    let moved = boxes + frames
    return Layout(
      boxes: boxes, routes: routes, frames: frames,
      width: max(moved.map(\.maxX).max() ?? 0, routes.joined().map(\.x).max() ?? 0),
      height: max(moved.map(\.maxY).max() ?? 0, routes.joined().map(\.y).max() ?? 0))
  }

  struct Band {
    var top: Double
    var bottom: Double
  }

  /// Where each layer is.
  private func bands(_ x: [Double]) -> [Band] {
    let spans = graph.frames.compactMap { span(of: $0) }
    var y = 0.0
    return layers.indices.map { number in
      if number > 0 {
        y += spacing.layers
        // Steep enough to follow with the eye, where lines have a long way to the side.
        var widest = 0.0
        for node in layers[number - 1] { for other in below[node] { widest = max(widest, abs(x[node] - x[other])) } }
        y += min(max(widest - 160, 0) * 0.08, 60)
        if spans.contains(where: { $0.upperBound == number - 1 }) { y += spacing.framePadding / 2 }
      }
      if spans.contains(where: { $0.lowerBound == number }) { y += spacing.frameTitle }
      let height = layers[number].map { if case .box(let box) = kinds[$0] { graph.boxes[box].height } else { 0.0 } }
      let band = Band(top: y, bottom: y + (height.max() ?? 0))
      y = band.bottom
      return band
    }
  }

  private func rectangle(of frame: Int, _ x: [Double], _ bands: [Band]) -> Rectangle {
    guard let span = span(of: frame) else { return Rectangle(x: 0, y: 0, width: 0, height: 0) }
    let left = kinds.indices.filter { kinds[$0] == .left(frame: frame) }.map { x[$0] }.min() ?? 0
    let right = kinds.indices.filter { kinds[$0] == .right(frame: frame) }.map { x[$0] }.max() ?? 0
    let top = bands[span.lowerBound].top - spacing.frameTitle
    return Rectangle(
      x: left, y: top, width: right - left,
      height: bands[span.upperBound].bottom + spacing.framePadding * 0.6 - top)
  }

  // MARK: Ways

  private func routes(_ x: [Double], _ boxes: [Rectangle], _ bands: [Band]) -> [[Point]] {
    let ports = ports(x, boxes)
    return chains.enumerated().map { number, chain in
      let line = graph.lines[number]
      guard let first = chain.first, let last = chain.last else { return loop(boxes[line.source]) }
      let (start, end) = ports[number]
      // Straight through each layer; what changes sides does so between them.
      var points = [
        Point(x: start, y: boxes[first].maxY), Point(x: start, y: bands[layer[first]].bottom),
      ]
      for bend in chain.dropFirst().dropLast() {
        let band = bands[layer[bend]]
        points += [Point(x: x[bend], y: band.top), Point(x: x[bend], y: band.bottom)]
      }
      points += [Point(x: end, y: bands[layer[last]].top), Point(x: end, y: boxes[last].y)]
      return isReversed[number] ? points.reversed() : points
    }
  }

  /// Where each line touches its upper and its lower box: side by side, in the order of where they come from.
  private func ports(_ x: [Double], _ boxes: [Rectangle]) -> [(start: Double, end: Double)] {
    var ports = chains.map { _ in (start: 0.0, end: 0.0) }
    var starts: [[(line: Int, towards: Double)]] = boxes.map { _ in [] }
    var ends = starts
    for (number, chain) in chains.enumerated() where chain.count > 1 {
      starts[chain[0]].append((number, x[chain[1]]))
      ends[chain[chain.count - 1]].append((number, x[chain[chain.count - 2]]))
    }
    func spread(_ lines: [(line: Int, towards: Double)], _ box: Rectangle, _ set: (Int, Double) -> Void) {
      let sorted = lines.sorted { ($0.towards, $0.line) < ($1.towards, $1.line) }
      // What can be straight is, in the middle.
      let straight = sorted.firstIndex { abs($0.towards - box.midX) < 2 }
      let middle = straight.map(Double.init) ?? Double(lines.count - 1) / 2
      let most = max(middle, Double(lines.count - 1) - middle)
      let step = min(18, box.width * 0.38 / max(most, 1))
      for (index, line) in sorted.enumerated() { set(line.line, box.midX + (Double(index) - middle) * step) }
    }
    for box in boxes.indices {
      spread(starts[box], boxes[box]) { ports[$0].start = $1 }
      spread(ends[box], boxes[box]) { ports[$0].end = $1 }
    }
    return ports
  }

  /// From a box to itself, around its right side.
  private func loop(_ box: Rectangle) -> [Point] {
    let right = box.maxX + spacing.lines / 2
    return [
      Point(x: box.maxX - 10, y: box.maxY), Point(x: box.maxX - 10, y: box.maxY + 6),
      Point(x: right, y: box.maxY), Point(x: right, y: box.y),
      Point(x: box.maxX - 10, y: box.y - 6), Point(x: box.maxX - 10, y: box.y),
    ]
  }
}
