extension Prediction.Facts {
  /// Finds what is sure, by looking for races in one run that went on after its ending.
  ///
  /// If two things at the same place (a step with a queue, a collection, the ending) are not ordered by their causes,
  /// then there are runs in which they come the other way round, and what follows from their order is not sure. If all
  /// are, then every run is this one. It may find less than is sure, never more.
  init(of program: Program) {
    let races = Races(of: program)
    guard let ends = races.earliestEndings, !races.isAnythingTogetherUnsure else {
      let none = program.steps.map { _ in false }
      self.init(ending: false, executions: false, order: none, members: none)
      return
    }
    let hasSureExecutions = races.areExecutionsSure(before: ends)
    self.init(
      ending: races.isEndingSure(among: ends),
      executions: hasSureExecutions,
      order: program.steps.indices.map { hasSureExecutions && races.isOrderSure(of: $0) },
      members: program.steps.indices.map { races.areMembersSure(of: $0) })
  }
}
