import Logging

extension WorkflowRuntime {
  /// Starts tasks that belong to no run: those that make resources and tear them down.
  struct Tasks: Sendable {
    let executor: (any TaskExecutor)?
    let logger: Logger
    let counter: Counter

    /// Starts a task where steps run, with the task-local values of the current one.
    func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
      counter.add(1)
      return Task(executorPreference: executor) {
        await body()
        counter.subtract(1)
      }
    }
  }
}
