extension Program {
  /// What there is of batches, sets and handlers in a run of the program.
  package var flowConstructs: Set<Construct> {
    var model = Model(self)
    model.run()
    var found: Set<Construct> = []
    func add(_ construct: Construct, if isThere: Bool) { if isThere { found.insert(construct) } }

    for batch in model.batches {
      add(.nestedBatch, if: batch.outside.batch != nil)
      add(.severalGatherers, if: batch.gatherings.count > 1)
      for gathering in batch.gatherings {
        guard case .batch(let types, let share) = steps[gathering.step].takes, let count = gathering.released else {
          continue
        }
        add(.batch, if: true)
        add(.emptyBatch, if: count == 0)
        add(.unionBatch, if: types.count > 1)
        if case .first(let most, let cancelsRest) = share {
          add(.firstFew, if: count == most)
          add(.fewerThanTheFirst, if: count < most)
          add(.cancelsRest, if: cancelsRest && count == most && model.withdrawn > 0)
        }
      }
    }
    for (place, waiting) in model.waiting {
      add(.set, if: waiting.sets > 0)
      add(.setInBatch, if: waiting.sets > 0 && place.batch != nil)
      add(.incompleteSet, if: waiting.arrivals.values.contains { $0.count > waiting.sets })
    }
    for id in model.begun {
      let item = model.executions[id].item
      let isHandling = handlers.contains(item.step)
      add(.handler, if: isHandling)
      add(.recoveryInBatch, if: isHandling && item.origin.batch != nil)
      add(.severalRecoveries, if: item.origin.recoveries.values.contains { $0 > 1 })
      add(.retryInBatch, if: item.attempt > 1 && item.origin.batch != nil)
      add(.queuedGatherer, if: steps[item.step].takes.isBatch && model.executions[id].begin != item.arrival.time)
    }
    for id in model.acted {
      let item = model.executions[id].item
      guard item.origin.batch != nil else { continue }
      switch steps[item.step].action.decided(for: item.value) {
      case .send: add(.sendInBatch, if: true)
      case .drop: add(.dropInBatch, if: true)
      case .loop, .branch, .stop, .emit, .fanOut, .collect, .ask, .fail: break
      }
      if case .loop(let event, _) = steps[item.step].action {
        add(.loopInBatch, if: steps[item.step].takes.types == [event])
      }
    }
    if case .failed(let name, _) = model.endings.first?.ending, let step = steps.firstIndex(where: { $0.name == name })
    {
      add(.exhaustedRecoveries, if: handlers[step] != nil)
    }
    return found
  }
}
