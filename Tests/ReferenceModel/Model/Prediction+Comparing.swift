extension Prediction {
  /// What an observation does otherwise than it must, in words; empty if nothing.
  package func differences(from seen: Observation, in program: Program) -> [String] {
    var differences: [String] = []
    if facts.ending, seen.ending != observation.ending {
      differences.append("the ending: predicted \(observation.ending), seen \(seen.ending)")
    }
    for (index, step) in program.steps.enumerated() {
      let predicted = observation.starts[index].map { comparable($0, of: index) }
      let starts = (seen.starts.indices.contains(index) ? seen.starts[index] : []).map { comparable($0, of: index) }
      if facts.order[index] ? predicted != starts : facts.executions && predicted.counts != starts.counts {
        differences.append("what \(step.name) was started with: predicted \(predicted), seen \(starts)")
      }
    }
    let predicted = observation.stream.map(comparable)
    let stream = seen.stream.map(comparable)
    if facts.executions, predicted.counts != stream.counts {
      differences.append("the stream: predicted \(predicted), seen \(stream)")
    }
    differences += seen.gaps.map { "the order of what one attempt wrote: \($0)" }
    return differences
  }

  /// What an attempt was started with, without the order of several values if that is not sure.
  private func comparable(_ started: Observation.Started, of step: Int) -> Observation.Started {
    var started = started
    if !facts.members[step] { started.members?.sort() }
    return started
  }

  private func comparable(_ written: Observation.Written) -> Observation.Written {
    var written = written
    written.by = comparable(written.by, of: written.step)
    return written
  }
}

extension Observation {
  /// Stream events that do not come in the order in which their attempt wrote them.
  fileprivate var gaps: [Written] {
    var seen: [Written: Int] = [:]
    return stream.filter { written in
      guard let index = written.index, index > 0 else {
        seen[written, default: 0] += 1
        return false
      }
      // Attempts that look the same may run at the same time, so it is counted how many have come as far.
      seen[written, default: 0] += 1
      return seen[written, default: 0] > seen[Written(step: written.step, by: written.by, index: index - 1), default: 0]
    }
  }
}

extension Sequence where Element: Hashable {
  /// How often every element occurs.
  fileprivate var counts: [Element: Int] { reduce(into: [:]) { $0[$1, default: 0] += 1 } }
}

extension Observation.Started: CustomStringConvertible {
  /// The event, its value or those of several, and the attempt if it is not the first.
  package var description: String {
    "\(event.rawValue)(\(members.map { "\($0)" } ?? "\(value)"))\(attempt > 1 ? "#\(attempt)" : "")"
  }
}

extension Observation.Written: CustomStringConvertible {
  /// The attempt and the event it wrote.
  package var description: String {
    "\(step):\(by):" + (question.map { "Q\($0.number)(\($0.value))" } ?? "\(index ?? 0)")
  }
}
