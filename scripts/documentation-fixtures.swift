// What every block of code in the documentation may use without declaring it: see scripts/check-documentation. It stays
// this small, because a reader has to know it from the README.

import Workflows

/// What a step says of its progress.
public struct ProgressEvent: Event {
  /// A message to show.
  public var msg: String
}

/// The workflow of whoever reads the documentation.
@Workflow
public struct MyWorkflow {
  /// Makes the workflow.
  public init() {}

  /// Its only step.
  @Step public func only(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
}

/// A run of the workflow.
public let handler = MyWorkflow().run("Start the workflow.")
