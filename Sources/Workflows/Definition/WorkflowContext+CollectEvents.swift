extension WorkflowContext {
  /// Buffers an event until so many of its type have come.
  ///
  /// ```swift
  /// struct Hit: Event { var page: Int }
  ///
  /// @Workflow
  /// struct Search {
  ///   @Step func ask(_ event: Start<String>) -> [Hit] { (1...10).map { Hit(page: $0) } }
  ///
  ///   @Step func join(_ hit: Hit, context: Context) -> Stop<[Hit]>? {
  ///     guard let hits = context.collectEvents(hit, count: 10) else { return nil }
  ///     return Stop(hits)
  ///   }
  /// }
  /// ```
  ///
  /// Adding and taking is one atomic operation of the run: no body runs twice because another worker collected
  /// meanwhile, and events beyond the count are kept for the next collection. When a step is retried, its event is not
  /// added again, and a collection that it had been given is given to it again.
  ///
  /// There is one buffer for the step in a run, and one for each `bufferID`, whatever batch the events belong to: members
  /// of different batches mix. A step that takes an array keeps them apart.
  ///
  /// - Parameters:
  ///   - event: The event to add.
  ///   - count: How many are wanted; an empty array is returned at once for zero or less.
  ///   - bufferID: Tells apart several collections in one step.
  /// - Returns: The events in the order of their arrival, or `nil` if they are not all there.
  ///
  /// Python: `ctx.collect_events(ev, [Hit] * 10)`.
  @inlinable
  public func collectEvents<E: Event>(_ event: E, count: Int, bufferID: String = "default") -> [E]? {
    if count <= 0 { return [] }
    guard let events = collect(event, count, bufferID) else { return nil }
    var collected: [E] = []
    collected.reserveCapacity(events.count)
    for event in events { if let event = E.accept(event) { collected.append(event) } }
    return collected
  }

  @usableFromInline
  func collect(_ event: any Event, _ count: Int, _ bufferID: String) -> [any Event]? {
    let request = CollectRequest(wanted: .count(type(of: event), count), bufferID: bufferID)
    return scope.collect(event, request, from: execution)
  }

  /// Buffers an event until one of each type has come.
  ///
  /// ```swift
  /// struct Title: Event { var text: String }
  /// struct Body: Event { var text: String }
  ///
  /// @Workflow
  /// struct Write {
  ///   @Step func title(_ event: Start<String>) -> Title { Title(text: event.input) }
  ///   @Step func body(_ event: Start<String>) -> Body { Body(text: "About \(event.input).") }
  ///
  ///   @Step func join(_ part: Either<Title, Body>, context: Context) -> Stop<String>? {
  ///     guard let (title, body) = context.collectEvents(part, Title.self, Body.self) else { return nil }
  ///     return Stop(title.text + body.text)
  ///   }
  /// }
  /// ```
  ///
  /// Members of different batches mix, as with ``collectEvents(_:count:bufferID:)``; a step with several parameters keeps
  /// them apart.
  ///
  /// - Returns: The first buffered event of each type, in the order of the types, or `nil` if one is missing.
  public func collectEvents<each E: Event>(
    _ event: some EventUnion, _ types: repeat (each E).Type, bufferID: String = "default"
  ) -> (repeat each E)? {
    guard case .one(let carried) = event.emissions() else { return nil }
    return collectEach(carried, repeat each types, bufferID: bufferID)
  }

  /// Buffers an event until one of each type has come.
  public func collectEvents<each E: Event>(
    _ event: some Event, _ types: repeat (each E).Type, bufferID: String = "default"
  ) -> (repeat each E)? {
    collectEach(event, repeat each types, bufferID: bufferID)
  }

  private func collectEach<each E: Event>(
    _ event: any Event, _ types: repeat (each E).Type, bufferID: String
  ) -> (repeat each E)? {
    var wanted: [any Event.Type] = []
    for type in repeat each types { wanted.append(type) }
    let request = CollectRequest(wanted: .each(wanted), bufferID: bufferID)
    guard let events = scope.collect(event, request, from: execution) else { return nil }
    var rest = events[...]
    func take<T: Event>(_ type: T.Type) throws(Missing) -> T {
      guard let event = rest.popFirst() as? T else { throw Missing() }
      return event
    }
    do throws(Missing) {
      return (repeat try take((each E).self))
    } catch {
      return nil
    }
  }
}

/// The engine returned events of other types than it was asked for, which it does not.
private struct Missing: Error {}
