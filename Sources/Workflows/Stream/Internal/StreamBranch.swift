/// Where a child run writes to besides its own log: the log of the run around it, under a path.
struct StreamBranch: Sendable {
  let log: StreamLog
  /// The number that the path has in that log.
  let path: UInt16
}

/// The children whose events are in a log, by the number that their records have.
///
/// A number is used again when its child has ended, so that a loop that runs children does not use them up; what the
/// number stands for then is the same name.
struct StreamPaths: Sendable {
  private struct Path {
    let name: String
    let table: StepTable
    var isTaken: Bool

    /// Whether what records say of their steps means the same: a workflow of closures may be made anew each time.
    func hasSteps(of other: StepTable) -> Bool {
      table === other || table.steps.lazy.map(\.name).elementsEqual(other.steps.lazy.map(\.name))
    }
  }

  private var paths: [Path] = []

  /// Takes a path for a child: the name, or the name with a number if another child has it at this moment.
  mutating func take(_ name: String, _ table: StepTable) -> UInt16? {
    var candidate = name
    var suffix = 1
    while paths.contains(where: { $0.isTaken && $0.name == candidate }) {
      suffix += 1
      candidate = "\(name)-\(suffix)"
    }
    if let index = paths.firstIndex(where: { $0.name == candidate && $0.hasSteps(of: table) }) {
      paths[index].isTaken = true
      return UInt16(index + 1)
    }
    guard paths.count < Int(UInt16.max) else { return nil }
    paths.append(Path(name: candidate, table: table, isTaken: true))
    return UInt16(paths.count)
  }

  mutating func giveBack(_ number: UInt16) {
    if number > 0, number <= paths.count { paths[Int(number) - 1].isTaken = false }
  }

  /// The name of a path, and the steps of its run; `nil` for the run of the log itself.
  func describe(_ number: UInt16) -> (name: String, table: StepTable)? {
    number > 0 && number <= paths.count ? (paths[Int(number) - 1].name, paths[Int(number) - 1].table) : nil
  }
}
