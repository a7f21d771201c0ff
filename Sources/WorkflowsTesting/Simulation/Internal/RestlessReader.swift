import Workflows

/// A reader that joins when it likes, stalls, and may leave; what it does read must be right.
struct RestlessReader {
  let world: SimulationWorld
  let choices: Choices
  let run: ObservedRun

  func read() async {
    await pause()
    if choices.isOne(in: 4) { return await readSettled() }
    let positions: [StreamPosition] = [.start, .now, .after(choices.next(below: 8))]
    let position = positions[choices.next(below: positions.count)]
    var check = StreamCheck(
      name: "a reader of run '\(run.runID)' from '\(position)'", startingAt: first(at: position))
    var hasLeft = false
    for await record in run.streamEvents(from: position).records {
      check.add(record)
      if choices.isOne(in: 8) {
        hasLeft = true
        break
      }
      await pause()
    }
    for problem in check.problems { world.violate(problem) }
    // Who joins after the end and wants only what comes from there on rightly finds nothing.
    if !hasLeft, !check.hasEnded, position == .start {
      world.violate("a reader of run '\(run.runID)' came to its end before the run did")
    }
  }

  /// The number of the first event from a position on; `nil` if it is not known here.
  private func first(at position: StreamPosition) -> Int? {
    switch position.kind {
    case .start: 0
    case .now: nil
    case .after(let sequence): sequence + 1
    }
  }

  /// Reads without what is superseded; that this is so turns out once the run has ended.
  private func readSettled() async {
    var cursor = run.storedRecords(isSettled: true)
    var numbers: [Int] = []
    var hasGap = false
    while let entry = await cursor.next() {
      numbers.append(entry.sequence)
      if entry.record.event is StreamGap { hasGap = true }
      await pause()
    }
    if hasGap { return }
    let attempts = await AttemptCheck(of: run)
    for problem in attempts.problems(ofSettled: numbers, reader: "a reader of \(attempts.name)") {
      world.violate(problem)
    }
  }

  private func pause() async {
    await world.hop()
    if choices.isOne(in: 8) { await world.clock.sleepStubbornly(for: .seconds(choices.next(below: 100))) }
  }
}
