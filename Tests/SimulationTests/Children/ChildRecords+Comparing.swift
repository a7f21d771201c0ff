import Workflows

extension ChildRecords {
  /// Where the stream differs from how the runs must go.
  ///
  /// - Parameter checksTimes: Whether everything must be written at the time that the oracle says.
  func differences(from course: ChildCourse, checksTimes: Bool) -> [String] {
    var differences: [String] = []
    let expected = course.all
    let seen = Dictionary(grouping: order.compactMap { runs[$0] }, by: \.place.node)
    for node in Set(expected.keys).union(seen.keys).sorted() {
      let isRight = Self.align(
        seen[node] ?? [], expected[node] ?? [], mayMiss: { !$0.isSure },
        fits: { run, course in
          Self.align(
            run.lines, course.lines, mayMiss: { !$0.isSure },
            fits: { $0.line == $1.line && (!checksTimes || $0.time == .milliseconds($1.time)) })
        })
      if isRight { continue }
      differences.append(
        """
        node \(node) wrote
            \(seen[node]?.map { "\($0.path): \($0.lines.map { "\($0.line) at \($0.time)" })" } ?? [])
          and not
            \(expected[node]?.map { "\($0.lines.map { "\($0.line) at \($0.time)\($0.isSure ? "" : "?")" })" } ?? [])
        """)
    }
    return differences
  }

  /// Whether what is there is what is expected, in order, but for some that may be missing.
  private static func align<Seen, Expected>(
    _ seen: [Seen], _ expected: [Expected], mayMiss: (Expected) -> Bool, fits: (Seen, Expected) -> Bool
  ) -> Bool {
    /// The numbers of those seen that those expected so far may account for.
    var reached: Set<Int> = [0]
    for one in expected {
      var next: Set<Int> = mayMiss(one) ? reached : []
      for count in reached where count < seen.count && fits(seen[count], one) { next.insert(count + 1) }
      reached = next
    }
    return reached.contains(seen.count)
  }
}
