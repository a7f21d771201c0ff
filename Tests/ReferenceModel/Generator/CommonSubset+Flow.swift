extension Program {
  /// Whether the Python library does the same with the batches, sets and handlers of the program.
  var isFlowCommon: Bool {
    guard isBindingCommon else { return false }
    var model = Model(self, goesOn: true)
    model.run()
    // It never cancels what is left of a batch.
    if model.withdrawn > 0 { return false }
    return areActionsCommon(in: model) && areSetsCommon(in: model) && areRecoveriesCommon(in: model)
  }

  /// Whether the same steps gather what the same ones return.
  private var isBindingCommon: Bool {
    let ours = Levels(of: self).gatherers
    guard ours.contains(where: { !$0.isEmpty }) else { return true }
    // What a handler returns is not on the level of what failed there, unless something else brings it there.
    if Levels(of: self, withHandlers: false).gatherers != ours { return false }
    // What a step returns one by one is not on its own level there, if it may also return a list.
    return !steps.contains { $0.action.lists && !$0.action.bareTypes.isEmpty }
  }

  private func areActionsCommon(in model: Model) -> Bool {
    model.acted.allSatisfy { id in
      let item = model.executions[id].item
      let action = steps[item.step].action.decided(for: item.value).collected(for: item.given?.sum)
      // What a step has collected when it fails for good is still collected there, when a handler has taken over.
      if action == .fail, item.given != nil, model.handlers[item.step] != nil { return false }
      guard item.origin.batch != nil else { return true }
      switch action {
      // What is sent belongs to no batch there.
      case .send: return false
      // A list that nobody gathers opens a batch of its own there, for which the one around does not wait.
      case .fanOut: return !model.levels.gatherers[item.step].isEmpty
      default: return true
      }
    }
  }

  /// Events of different batches, and of none, make sets together there.
  private func areSetsCommon(in model: Model) -> Bool {
    steps.indices.allSatisfy { step in model.waiting.keys.filter { $0.step == step }.count <= 1 }
  }

  /// How often there were recoveries before a batch is forgotten there, so that there may be as many again after it.
  private func areRecoveriesCommon(in model: Model) -> Bool {
    if model.batches.allSatisfy(\.outside.recoveries.isEmpty) { return true }
    let isRecoveredAgain = model.executions.contains { $0.item.origin.recoveries.values.contains { $0 > 1 } }
    let isExhausted = model.endings.contains { ending in
      guard case .failed(let name, _) = ending.ending else { return false }
      return steps.indices.contains { steps[$0].name == name && model.handlers[$0] != nil }
    }
    return !isRecoveredAgain && !isExhausted
  }
}

extension Action {
  /// What is done with a collection.
  fileprivate func collected(for sum: Int?) -> Action {
    if case .collect(_, let then) = self, let sum { then.decided(for: sum) } else { self }
  }
}
