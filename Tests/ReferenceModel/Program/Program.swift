/// A workflow as data: what a generator draws, the model predicts, and an engine or another library can run.
package struct Program: Codable, Hashable, Sendable {
  /// How much of what a program does depends on the order in which steps that are ready happen to run.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// Nothing: its ending, its result, and the order of events at every step are the same in every interleaving.
    case confluent
    /// Something; the prediction's facts say what can be relied on.
    case free
  }

  /// What it was drawn from, so that a failure can be told in one number.
  package var seed: UInt64
  package var kind: Kind
  /// The value that the start event carries.
  package var start: Int
  /// The steps in declaration order, which is the alphabetical order of their names too.
  package var steps: [Step]
  /// The run's timeout in seconds; `nil` for none.
  package var timeout: Int?
  package var outside: Outside

  package init(
    seed: UInt64, kind: Kind, start: Int, steps: [Step], timeout: Int? = nil, outside: Outside = Outside()
  ) {
    self.seed = seed
    self.kind = kind
    self.start = start
    self.steps = steps
    self.timeout = timeout
    self.outside = outside
  }

  /// Whether a step takes answers, so that a run in which nothing happens waits for somebody and is not stuck.
  package var waitsForOutside: Bool {
    steps.contains { $0.takes.types.contains { if case .answer = $0 { true } else { false } } }
  }

  /// The indices of the steps that take a type of event, in declaration order.
  package func steps(taking event: EventType) -> [Int] {
    steps.indices.filter { steps[$0].takes.types.contains(event) }
  }

  /// For every step the one that handles its failures.
  package var handlers: [Int?] {
    steps.map { step in
      if case .failure = step.takes { return nil }
      let named = steps.firstIndex {
        if case .failure(.some(let names), _) = $0.takes { names.contains(step.name) } else { false }
      }
      return named ?? steps.firstIndex { if case .failure(.none, _) = $0.takes { true } else { false } }
    }
  }
}
