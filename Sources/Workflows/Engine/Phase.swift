/// The life of a run, in one direction only.
package enum Phase: Sendable {
  /// Not admitted yet: too many runs are on.
  case waiting
  case running
  /// How it ends is settled; its last steps are cancelled and awaited. No step starts, and writes are dropped.
  case ending(RunEnd)
  case ended(RunEnd)
}
