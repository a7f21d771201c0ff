public import Logging

extension WorkflowContext {
  /// The log of the runtime, whose lines say which run, step and attempt they come from.
  ///
  /// ```swift
  /// @Workflow
  /// struct Greeting {
  ///   @Step func greet(_ event: Start<String>, context: Context) -> Stop<String> {
  ///     context.logger.info("a guest has come")
  ///     return Stop("Hello, \(event.input)")
  ///   }
  /// }
  /// ```
  ///
  /// Its metadata has the keys `workflow`, `run_id`, `step` and `attempt`, and `parent_run_id` in a child: see
  /// <doc:Observability>. It is made each time it is asked for; a step that logs much keeps it.
  public var logger: Logger { scope.logger(for: execution) }
}
