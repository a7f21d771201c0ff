import ReferenceModel
import Synchronization

/// What the attempts of each step were started with, in order.
final class StartLog: Sendable {
  private let starts: Mutex<[[Observation.Started]]>

  init(steps: Int) { starts = Mutex(Array(repeating: [], count: steps)) }

  var values: [[Observation.Started]] { starts.withLock { $0 } }
  func note(_ start: Observation.Started, at step: Int) { starts.withLock { $0[step].append(start) } }
}
