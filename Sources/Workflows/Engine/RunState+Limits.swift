import DequeModule

extension RunState {
  /// Asks for as many permits as the step has workers for what waits for it.
  mutating func askForPermits(_ step: Int, _ commands: inout Commands) {
    let wanted = min(steps[step].queue.count, table.steps[step].numWorkers - steps[step].running)
    let asked = askedPermits[step] ?? 0
    if wanted <= asked { return }
    askedPermits[step] = wanted
    for _ in asked..<wanted { commands.ask(step) }
  }

  /// Takes note of a permit that was asked for; returns whether it is still wanted.
  package mutating func isPermitWanted(by step: Int) -> Bool {
    guard case .running = phase else { return false }
    askedPermits[step, default: 1] -= 1
    return !steps[step].queue.isEmpty && steps[step].running < table.steps[step].numWorkers
  }

  /// Starts what waits longest for a step that has got a permit.
  mutating func startPermitted(_ step: Int, at now: MonotonicInstant, _ commands: inout Commands) {
    guard case .running = phase, let item = steps[step].queue.popFirst() else { return }
    start(item, at: now, &commands)
  }
}
