extension RunState {
  /// Whether the run has something for itself that is given back when its last step has ended, before it ends itself.
  enum Cleanup {
    case none
    case owed
    case underway
  }

  /// Takes note that the run is to have something of its own; returns whether it may: not if it ends, or no longer waits
  /// for who asks for it.
  mutating func oweCleanup(for execution: StepExecution) -> Bool {
    guard case .running = phase, isCurrent(execution) else { return false }
    cleanup = .owed
    return true
  }

  /// It may take as long as steps may take to notice that they are cancelled.
  mutating func beginCleanup(at now: MonotonicInstant, _ commands: inout Commands) {
    cleanup = .underway
    if hasGrace { commands.forget(.grace) }
    hasGrace = true
    commands.set(.grace, at: now.advanced(by: grace))
    commands.cleanUp()
  }

  mutating func cleanedUp(at now: MonotonicInstant, _ commands: inout Commands) {
    guard case .ending(let end) = phase, cleanup == .underway else { return }
    cleanup = .none
    finish(end, at: now, &commands)
  }
}
