/// What a run of a program has to look like.
package struct Prediction: Codable, Hashable, Sendable {
  /// What of a prediction holds in whatever order ready things are done.
  package struct Facts: Codable, Hashable, Sendable {
    /// The ending: its kind, the result, the failing step and the active ones.
    package var ending: Bool
    /// Which attempts every step starts, and what they write: as collections without an order.
    package var executions: Bool
    /// For every step, the order of its attempts.
    package var order: [Bool]
    /// For every step that takes several events at once, in which order their values come.
    package var members: [Bool]

    /// Whether nothing depends on the order.
    package var isAll: Bool { ending && executions && order.allSatisfy(\.self) && members.allSatisfy(\.self) }
  }

  /// What the model saw when it did everything in the order in which it came.
  package var observation: Observation
  package var facts: Facts

  /// Runs the model.
  package init(of program: Program) {
    observation = Observation(of: program)
    facts = Facts(of: program)
  }
}

extension Observation {
  /// What the model sees; `interleaving` is what the order of ready things is drawn from, and without it they are done
  /// in the order in which they come.
  package init(of program: Program, interleaving: UInt64? = nil) {
    var model = Model(program, random: interleaving.map { SplitMix64(seed: $0) })
    model.run()
    let starts = program.steps.indices.map { step in
      model.begun.filter { model.executions[$0].item.step == step }.map { model.executions[$0].started }
    }
    self.init(ending: model.endings.first?.ending ?? .endless, starts: starts, stream: model.stream.map(\.written))
  }
}
