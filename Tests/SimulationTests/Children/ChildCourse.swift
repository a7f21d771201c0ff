/// One run as it must go, with those within it: what ``ChildOracle`` says of it.
struct ChildCourse: Sendable {
  enum Outcome: Sendable {
    case value(Int)
    /// What it may fail with; several if that depends on who is first at one instant.
    case failure(Set<String>)
  }

  struct Line {
    var line: ChildLine
    var time: Int
    /// Whether it is written in any case; otherwise something ends the run at the very instant.
    var isSure = true
  }

  var node: Int
  var end: Int
  var outcome = Outcome.value(0)
  /// What it writes itself, in order.
  var lines: [Line] = []
  /// The runs within it, in the order in which they begin.
  var children: [ChildCourse] = []

  init(node: Int, start: Int) {
    self.node = node
    end = start
  }

  /// Whether it begins in any case.
  var isSure: Bool { lines.contains(where: \.isSure) }

  mutating func write(_ kind: ChildLine.Kind, act: Int, attempt: Int) {
    lines.append(Line(line: ChildLine(kind: kind, act: act, attempt: attempt), time: end))
  }

  /// Adds what comes next in the same run.
  mutating func add(_ next: ChildCourse) {
    end = next.end
    outcome = next.outcome
    lines += next.lines
    children += next.children
  }

  /// Ends it at an instant: what is later does not happen, and what is at that instant may.
  mutating func cut(at time: Int) {
    end = min(end, time)
    lines.removeAll { $0.time > time }
    for index in lines.indices where lines[index].time == time { lines[index].isSure = false }
    for index in children.indices { children[index].cut(at: time) }
    children.removeAll(where: \.lines.isEmpty)
  }

  /// The same if it may end at any instant.
  var unsure: ChildCourse {
    var course = self
    for index in course.lines.indices { course.lines[index].isSure = false }
    course.children = children.map(\.unsure)
    return course
  }

  /// This run and all within it, by their nodes, in the order in which they begin.
  var all: [Int: [ChildCourse]] {
    children.reduce(into: [node: [self]]) { all, child in all.merge(child.all) { $0 + $1 } }
  }
}

/// Something that a run writes.
struct ChildLine: Hashable {
  enum Kind { case said, asked, listened, before, after, rescued, superseded }
  var kind: Kind
  /// The number of the act, or -1.
  var act: Int
  var attempt: Int
}
