import Workflows

/// A reader that joins when it likes, stalls, and may leave; what it does read must be right.
struct RestlessReader {
  let world: SimulationWorld
  let choices: Choices
  let run: ObservedRun

  func read() async {
    await pause()
    let positions: [StreamPosition] = [.start, .now, .after(choices.next(below: 8))]
    let position = positions[choices.next(below: positions.count)]
    var check = StreamCheck(
      name: "a reader of run '\(run.runID)' from '\(position)'", startingAt: position == .start ? 0 : nil)
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

  private func pause() async {
    await world.hop()
    if choices.isOne(in: 8) { await world.clock.sleepStubbornly(for: .seconds(choices.next(below: 100))) }
  }
}
