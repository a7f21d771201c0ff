extension Races {
  /// Whether it depends on the order which events come to a step together.
  var isAnythingTogetherUnsure: Bool {
    model.isUnsure || areCollectionsUnsure || areGatheringsUnsure || areSetsUnsure
  }

  /// Whether it depends on the order which events a step collects together, or what the last of them hands on.
  private var areCollectionsUnsure: Bool {
    model.program.steps.indices.contains { step in
      guard let count = model.program.steps[step].action.all.compactMap(\.count).first else { return false }
      let ids = model.acted.filter { model.executions[$0].item.step == step }
      guard ids.count > count || Set(ids.map { model.executions[$0].item.origin }).count > 1 else { return false }
      return !zip(ids, ids.dropFirst()).allSatisfy { first, second in
        model.executions[second].causes.done.contains(first)
          || (areTimesSure && model.executions[first].act! < model.executions[second].act!)
      }
    }
  }

  /// Whether it depends on the order which events of a batch are the first.
  private var areGatheringsUnsure: Bool {
    model.batches.flatMap(\.gatherings).contains { gathering in
      let arrivals = gathering.arrivals.map(\.arrival)
      let count = gathering.released ?? arrivals.count
      return !arrivals.dropFirst(count).allSatisfy { late in
        arrivals.prefix(count).allSatisfy { model.isSure($0, before: late) }
      }
    }
  }

  /// Whether it depends on the order which events make a set.
  private var areSetsUnsure: Bool {
    model.waiting.contains { place, waiting in
      guard case .set(let types) = model.program.steps[place.step].takes else { return false }
      return waiting.arrivals.contains { type, members in
        members.count > types.filter { $0 == type }.count && !isInOrder(members)
      }
    }
  }

  /// Whether several come to a step in the same order in every run, so that it is sure how their values come.
  func areMembersSure(of step: Int) -> Bool {
    switch model.program.steps[step].takes {
    case .event: true
    case .batch:
      model.batches.flatMap(\.gatherings).allSatisfy { gathering in
        gathering.step != step || isInOrder(gathering.arrivals.prefix(gathering.released ?? 0))
      }
    case .set:
      model.waiting.allSatisfy { $0.key.step != step || $0.value.arrivals.values.allSatisfy { isInOrder($0) } }
    case .failure:
      model.program.steps.indices.allSatisfy { model.handlers[$0] != step || areMembersSure(of: $0) }
    }
  }

  private func isInOrder(_ members: some Collection<Member>) -> Bool {
    zip(members, members.dropFirst()).allSatisfy { model.isSure($0.arrival, before: $1.arrival) }
  }
}

extension Action {
  /// How many events are collected together, if this collects.
  fileprivate var count: Int? {
    if case .collect(let count, _) = self { count } else { nil }
  }
}
