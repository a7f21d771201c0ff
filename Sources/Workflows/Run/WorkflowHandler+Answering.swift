extension WorkflowHandler {
  /// Answers a question that a step asked with ``WorkflowContext/ask(_:timeout:)``.
  ///
  /// ```swift
  /// struct Approval: Question {
  ///   var amount: Int
  ///   struct Answer: HumanResponseEvent { var yes: Bool }
  /// }
  ///
  /// let paying = InlineWorkflow("paying", input: Start<Int>.self, output: Bool.self) {
  ///   Step("pay") { (event: Start<Int>, context) in
  ///     Stop(try await context.ask(Approval(amount: event.input)).yes)
  ///   }
  /// }
  ///
  /// let handler = paying.run(Start(5))
  /// for await record in handler.streamEvents().records {
  ///   if let question = record.event as? Approval {
  ///     try handler.answer(question, .init(yes: question.amount < 10), id: record.question)
  ///   }
  /// }
  /// ```
  ///
  /// Returns when the answer is in the run, before the step goes on.
  ///
  /// - Parameters:
  ///   - question: The question, for the type of its answer.
  ///   - answer: The answer.
  ///   - id: Which question. With `nil` this is ``WorkflowHandler/sendEvent(_:)``: there must be just one open question
  ///     with such answers, and steps that take the answer, or wait for it with
  ///     ``WorkflowContext/waitForEvent(_:waiterEvent:requirements:timeout:)``, may get it.
  /// - Throws: ``WorkflowError`` with code ``WorkflowError/Code/questionClosed`` if the question is not open any more,
  ///   ``WorkflowError/Code/unknownQuestion``, ``WorkflowError/Code/notAccepted`` if the id is that of a question of
  ///   another type, or if it is `nil` and no question is open, ``WorkflowError/Code/ambiguousAnswer`` or
  ///   ``WorkflowError/Code/runEnded``.
  public func answer<Q: Question>(_ question: Q, _ answer: Q.Answer, id: QuestionID?) throws {
    if let id { try run.answer(answer, to: id) } else { try run.send(answer, to: nil) }
  }

  /// Answers a question by its id alone, as where only the id has travelled.
  ///
  /// - Throws: As ``answer(_:_:id:)`` does with an id.
  public func answer(_ answer: some HumanResponseEvent, to id: QuestionID) throws { try run.answer(answer, to: id) }
}
