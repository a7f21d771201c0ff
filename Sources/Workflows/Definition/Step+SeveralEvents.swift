// A step that takes several events runs when one of each has come. They are for each other within the batch that they
// belong to, if they belong to one.

extension Step {
  /// Makes a step that takes two events and returns events.
  ///
  /// It runs whenever there is one event for each parameter; each takes the one that came first, and what is left waits
  /// for the next set. Two parameters may be of one type.
  ///
  /// ```swift
  /// struct Title: Event { var text: String }
  /// struct Body: Event { var text: String }
  ///
  /// let writing = InlineWorkflow("writing", input: Start<String>.self, output: String.self) {
  ///   Step("title") { (event: Start<String>, context) in Title(text: event.input) }
  ///   Step("body") { (event: Start<String>, context) in Body(text: "About \(event.input).") }
  ///   Step("join") { (title: Title, body: Body, context) in Stop(title.text + body.text) }
  /// }
  /// ```
  @inlinable
  public init<First: Event, Second: Event, Output: StepOutput>(
    _ name: String, _ options: StepOptions = .init(), fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (First, Second, Context) async throws -> Output
  ) {
    self.init(name, options, fileID: fileID, line: line) { (events: JoinedEvents<First, Second>, context: Context) in
      try await body(events.values.0, events.values.1, context)
    }
  }

  /// Makes a step that takes two events and returns nothing.
  @inlinable
  public init<First: Event, Second: Event>(
    _ name: String, _ options: StepOptions = .init(), fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (First, Second, Context) async throws -> Void
  ) {
    self.init(name, options, fileID: fileID, line: line) { (events: JoinedEvents<First, Second>, context: Context) in
      try await body(events.values.0, events.values.1, context)
    }
  }

  /// Makes a step that takes three events and returns events.
  @inlinable
  public init<First: Event, Second: Event, Third: Event, Output: StepOutput>(
    _ name: String, _ options: StepOptions = .init(), fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (First, Second, Third, Context) async throws -> Output
  ) {
    self.init(name, options, fileID: fileID, line: line) {
      (events: JoinedEvents<First, Second, Third>, context: Context) in
      try await body(events.values.0, events.values.1, events.values.2, context)
    }
  }

  /// Makes a step that takes three events and returns nothing.
  @inlinable
  public init<First: Event, Second: Event, Third: Event>(
    _ name: String, _ options: StepOptions = .init(), fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (First, Second, Third, Context) async throws -> Void
  ) {
    self.init(name, options, fileID: fileID, line: line) {
      (events: JoinedEvents<First, Second, Third>, context: Context) in
      try await body(events.values.0, events.values.1, events.values.2, context)
    }
  }

  /// Makes a step that takes four events and returns events.
  @inlinable
  public init<First: Event, Second: Event, Third: Event, Fourth: Event, Output: StepOutput>(
    _ name: String, _ options: StepOptions = .init(), fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (First, Second, Third, Fourth, Context) async throws -> Output
  ) {
    self.init(name, options, fileID: fileID, line: line) {
      (events: JoinedEvents<First, Second, Third, Fourth>, context: Context) in
      try await body(events.values.0, events.values.1, events.values.2, events.values.3, context)
    }
  }

  /// Makes a step that takes four events and returns nothing.
  @inlinable
  public init<First: Event, Second: Event, Third: Event, Fourth: Event>(
    _ name: String, _ options: StepOptions = .init(), fileID: String = #fileID, line: Int = #line,
    _ body: @escaping @Sendable (First, Second, Third, Fourth, Context) async throws -> Void
  ) {
    self.init(name, options, fileID: fileID, line: line) {
      (events: JoinedEvents<First, Second, Third, Fourth>, context: Context) in
      try await body(events.values.0, events.values.1, events.values.2, events.values.3, context)
    }
  }
}
