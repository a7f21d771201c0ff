/// What a program of batches must come to, by plain recursion: no events, no queues, no counting of open work.
struct BatchOracle {
  let program: BatchProgram

  /// What may be observed of a run.
  struct Outcome {
    /// The members of the outermost batch, those that may be taken; `nil` if there is no such batch.
    var members: [Int]?
    /// How many of them are taken.
    var count: Int
    /// How many attempts the leaf makes, if none is cancelled.
    var attempts: Int
  }

  var outcome: Outcome {
    var attempts = 0
    let members = members(of: program.start, on: 0, &attempts)
    let count = min(members?.count ?? 0, program.levels[0].take ?? .max)
    return Outcome(members: members?.sorted(), count: count, attempts: attempts)
  }

  /// Whether some work may be cancelled or lose its effect before it is done.
  var isCutShort: Bool { program.levels.contains { $0.take != nil } }

  private func members(of value: Int, on level: Int, _ attempts: inout Int) -> [Int]? {
    guard let elements = program.elements(of: value, on: level) else { return nil }
    var members: [Int] = []
    for element in elements {
      if element.isDirect {
        members.append(element.value)
      } else if level == program.levels.count - 1 {
        attempts += program.attempts(atLeaf: element.value)
        members += program.members(ofLeaf: element.value)
      } else if let inner = self.members(of: element.value, on: level + 1, &attempts) {
        let taken = Array(inner.prefix(program.levels[level + 1].take ?? .max))
        if let result = program.collected(taken, on: level + 1) { members.append(result) }
      }
    }
    return members
  }
}
