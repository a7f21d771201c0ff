/// Which lines have to lead upwards, so that all others may lead downwards.
enum CycleBreaking {
  /// Those that lead back to where a walk through the graph came from.
  ///
  /// The walk begins at what nothing leads to, and then at the first boxes.
  static func reversed(_ graph: LayoutGraph) -> [Bool] {
    var outgoing: [[Int]] = graph.boxes.map { _ in [] }
    var hasIncoming = graph.boxes.map { _ in false }
    for (number, line) in graph.lines.enumerated() where line.source != line.target {
      outgoing[line.source].append(number)
      hasIncoming[line.target] = true
    }
    var reversed = graph.lines.map { _ in false }
    enum Mark { case new, open, done }
    var marks = graph.boxes.map { _ in Mark.new }
    let roots = graph.boxes.indices.filter { !hasIncoming[$0] } + graph.boxes.indices.filter { hasIncoming[$0] }
    for root in roots where marks[root] == .new {
      // A stack of its own: graphs may be deeper than the thread's stack.
      var stack = [(box: root, next: 0)]
      marks[root] = .open
      while let top = stack.last {
        guard top.next < outgoing[top.box].count else {
          marks[top.box] = .done
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let number = outgoing[top.box][top.next]
        let target = graph.lines[number].target
        switch marks[target] {
        case .open: reversed[number] = true
        case .done: break
        case .new:
          marks[target] = .open
          stack.append((target, 0))
        }
      }
    }
    return reversed
  }
}
