/// What in a run that went on after its ending depends on the order in which ready things were done.
struct Races {
  let model: Model
  /// Whether the time at which something happens is the same in every order.
  let areTimesSure: Bool

  init(of program: Program) {
    var model = Model(program, goesOn: true)
    model.run()
    areTimesSure = program.steps.indices.allSatisfy { Self.areTimesSure(of: $0, in: model) }
    if !areTimesSure {
      model = Model(program, goesOn: true, trustsTimes: false)
      model.run()
    }
    self.model = model
  }

  /// Whether it is sure how long everything at a step waits for a worker.
  ///
  /// If a step takes time then it depends on the order of those who come, if any of them has to wait.
  private static func areTimesSure(of step: Int, in model: Model) -> Bool {
    let takesTime = model.program.steps[step].sleep > 0 || (model.program.steps[step].retry?.delay ?? 0) > 0
    let all = model.executions.filter { $0.item.step == step }
    // An attempt that follows its failure at once has its worker without waiting.
    let waiting = all.filter { $0.item.attempt == 1 || $0.isDelayedRetry }
    guard takesTime, waiting.contains(where: { $0.begin != $0.item.arrival.time }) else { return true }
    // An item that comes back goes before those that wait: it matters whether a worker is freed before or after that.
    let returns = Set(all.filter(\.isDelayedRetry).map(\.item.arrival.time))
    guard !all.contains(where: { $0.act.map(returns.contains) ?? false }) else { return false }
    let arrivals = waiting.map(\.item.arrival).sorted { $0.time < $1.time }
    return zip(arrivals, arrivals.dropFirst()).allSatisfy { model.isSure($0, before: $1) }
  }

  /// The endings of which one is the first in every order; `nil` if nothing is known about them.
  var earliestEndings: [PossibleEnding]? {
    guard !model.isEndless, let time = model.endings.map(\.time).min() else { return nil }
    guard areTimesSure else {
      // Then an ending at a time of its own may come before or after anything.
      return model.program.timeout == nil && model.program.outside.cancel == nil ? model.endings : nil
    }
    let candidates = model.endings.filter { $0.time == time }
    let first = candidates.first { one in
      guard let execution = one.execution else { return false }
      return candidates.allSatisfy { $0.execution == execution || $0.causes.done.contains(execution) }
    }
    return first.map { [$0] } ?? candidates
  }

  func isEndingSure(among endings: [PossibleEnding]) -> Bool {
    guard Set(endings.map(\.ending)).count == 1, let time = endings.first?.time else { return false }
    guard case .timedOut = endings[0].ending else { return true }
    // Who is active is not sure if somebody stops being so at the same time.
    return areExecutionsSure(before: endings) && !model.executions.contains { $0.act == time }
  }

  /// Whether everything happens either before or after every one of the endings.
  func areExecutionsSure(before endings: [PossibleEnding]) -> Bool {
    endings.allSatisfy { ending in
      let after = ending.execution
      let areBodiesSure = model.begun.allSatisfy { id in
        let execution = model.executions[id]
        return isSure(execution.begin ?? 0, ending.time, ending.causes.begun.contains(id))
          || after.map(execution.causes.done.contains) ?? false
      }
      let areQuestionsSure = model.stream.filter { $0.written.question != nil }.allSatisfy { question in
        isSure(question.time, ending.time, ending.causes.done.contains(question.by))
          || after.map(model.executions[question.by].causesInAction(question.by).done.contains) ?? false
      }
      return areBodiesSure && areQuestionsSure
    }
  }

  /// Whether something at a time that has or has not caused an ending is before it, or, being later, does not happen.
  private func isSure(_ time: Int, _ end: Int, _ isCause: Bool) -> Bool {
    isCause || (areTimesSure && time != end)
  }

  /// Whether the attempts of a step begin in the same order in every run.
  func isOrderSure(of step: Int) -> Bool {
    let ids = model.begun.filter { model.executions[$0].item.step == step }
    return zip(ids, ids.dropFirst()).allSatisfy { first, second in
      model.isSure(first, beginsBefore: second)
    }
  }
}
