/// Draws programs: the same one for the same seed.
package struct ProgramGenerator: Sendable {
  /// About how many steps a program has at most; from 1.
  package var size: Int

  package init(size: Int = 10) {
    self.size = size
  }

  /// Draws a program, of the kind that is asked for, or else of either.
  ///
  /// What is drawn is kept only if the model says that it ends, and that enough of it is sure: all of it in a confluent
  /// program, and in a free one at least how it ends or what its steps are started with.
  package func program(seed: UInt64, kind: Program.Kind? = nil) -> Program {
    var random = SplitMix64(seed: seed)
    let drawn: Program.Kind = random.chance(50) ? .confluent : .free
    let kind = kind ?? drawn
    // From numbers of its own, so that the programs without them stay what they are.
    var others = SplitMix64(seed: ~seed)
    let hasFlow = others.chance(60)
    for _ in 0..<200 {
      var draft = Draft(kind: kind, size: size, hasFlow: hasFlow, random: random)
      let program = draft.program(seed: seed)
      random = draft.random
      if isAcceptable(program) { return program }
    }
    let step = Step(name: Draft.name(0), takes: .event(type: .start), action: .stop)
    return Program(seed: seed, kind: kind, start: 0, steps: [step])
  }

  private func isAcceptable(_ program: Program) -> Bool {
    guard program.isValid else { return false }
    let prediction = Prediction(of: program)
    guard prediction.observation.ending != .endless else { return false }
    let facts = prediction.facts
    return program.kind == .confluent ? facts.isAll : facts.ending || facts.executions
  }
}
