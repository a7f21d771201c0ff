extension Action {
  /// The types of the events that this returns one by one, or sends: those that follow in the same batch.
  package var bareTypes: [EventType] {
    all.flatMap { action -> [EventType] in
      switch action {
      case .emit(let event, _), .loop(let event, _), .send(let event, _): [event]
      default: []
      }
    }
  }

  /// The types of the events that this returns in lists.
  package var listedTypes: [EventType] {
    all.flatMap { action -> [EventType] in if case .fanOut(let events, _) = action { events } else { [] } }
  }

  /// Whether this may return a list.
  package var lists: Bool { !listedTypes.isEmpty }
}
