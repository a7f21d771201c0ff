import Workflows

typealias ChildWorkflow = InlineWorkflow<Begun, Stop<Int>, NoState>
typealias ChildContext = WorkflowContext<ChildWorkflow>

/// What a node throws.
struct NodeFailed: Error { var node: Int }

extension ChildProgram.Node {
  /// The node as a workflow of the library's.
  ///
  /// All have one name and the steps of one of two lists, as if a workflow ran itself.
  ///
  /// - Parameter executor: For the tasks that steps make.
  func workflow(on executor: any TaskExecutor) -> ChildWorkflow {
    ChildWorkflow("node", stop: Stop<Int>.self, options: .init(timeout: nil)) {
      Workflows.Step("work", options) { (event: Begun, context) in
        Stop(try await ChildWork(node: self, parent: event.parent?.run, context: context, executor: executor)())
      }
      if isHandled {
        CatchError("rescue", for: "work") { (failure, context) in
          let parent = (failure.inputEvent as? Begun)?.parent?.run
          let place = Place(run: context.runID, parent: parent, node: number, attempt: context.attempt, act: -1)
          context.writeEventToStream(Rescued(place: place))
          return Stop(ChildProgram.rescued(number))
        }
      }
    }
  }

  private var options: StepOptions {
    StepOptions(
      retry: attempts > 1 ? .constantDelay(.seconds(retryDelay), maxAttempts: attempts) : nil,
      timeout: attemptTimeout.map { .after(.milliseconds($0)) })
  }
}
