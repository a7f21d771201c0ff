extension Prediction {
  /// What an observation does otherwise than it must, in words; empty if nothing.
  package func differences(from seen: Observation, in program: Program) -> [String] {
    var differences: [String] = []
    if facts.ending, seen.ending != observation.ending {
      differences.append("the ending: predicted \(observation.ending), seen \(seen.ending)")
    }
    for (index, step) in program.steps.enumerated() {
      let predicted = observation.starts[index]
      let starts = seen.starts.indices.contains(index) ? seen.starts[index] : []
      if facts.order[index] ? predicted != starts : facts.executions && predicted.counts != starts.counts {
        differences.append("what \(step.name) was started with: predicted \(predicted), seen \(starts)")
      }
    }
    if facts.executions, observation.stream.counts != seen.stream.counts {
      differences.append("the stream: predicted \(observation.stream), seen \(seen.stream)")
    }
    differences += seen.gaps.map { "the order of what one attempt wrote: \($0)" }
    return differences
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
  /// The event, its value, and the attempt if it is not the first.
  package var description: String { "\(event.rawValue)(\(value))\(attempt > 1 ? "#\(attempt)" : "")" }
}

extension Observation.Written: CustomStringConvertible {
  /// The attempt and the event it wrote.
  package var description: String {
    "\(step):\(by):" + (question.map { "Q\($0.number)(\($0.value))" } ?? "\(index ?? 0)")
  }
}
