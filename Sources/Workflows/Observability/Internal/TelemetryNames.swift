import Tracing

// Every name that spans, metrics and lines of the log have from us. They are a contract with dashboards: adding is free,
// changing one is not. The article "Seeing inside" has them in tables.

/// How something ended, in the words of attributes and dimensions.
enum Outcome: String, CaseIterable, Sendable {
  /// A run stopped, a step returned, a wait was answered.
  case completed
  /// A step threw, exceeded its timeout, or a run ended because of it or could not go on.
  case failed
  /// A run exceeded its timeout, or a wait its own.
  case timedOut = "timed_out"
  /// Somebody cancelled it, or the run that it was a part of ended.
  case cancelled
  /// A step ignored that it was cancelled, and goes on after its run has ended.
  case abandoned

  init(_ end: RunEnd) {
    self =
      switch end.event {
      case is WorkflowTimedOutEvent: .timedOut
      case is WorkflowCancelledEvent: .cancelled
      default: end.error == nil ? .completed : .failed
      }
  }
}

/// The names of spans, as the Python library has them: the workflow and the step, and no numbers, because backends group
/// by name.
enum SpanName {
  static func run(of workflow: String) -> String { "\(workflow).run" }
  static func step(_ step: String, of workflow: String) -> String { "\(workflow).\(step)" }
  static func attempt(at step: String, of workflow: String) -> String { "\(workflow).\(step).attempt" }
  static func wait(in step: String, of workflow: String) -> String { "\(workflow).\(step).wait" }
}

/// The names of attributes: OpenTelemetry's where it has one, otherwise in a namespace of their own, in its spelling.
enum SpanAttributeName {
  static let workflow = "workflow.name"
  /// Python: `llamaindex.run_id`.
  static let runID = "workflow.run_id"
  static let parentRunID = "workflow.parent_run_id"
  /// Python: `llamaindex.start_event`, which has the event's content too.
  static let startEvent = "workflow.start_event"
  static let outcome = "workflow.outcome"
  static let step = "workflow.step.name"
  /// Python: `llamaindex.step.input_event`.
  static let inputEvent = "workflow.step.input_event"
  static let attempt = "workflow.step.attempt"
  /// How long until the next attempt, in seconds.
  static let retryAfter = "workflow.step.retry_after"
  static let handler = "workflow.step.handler"
  static let waitEvent = "workflow.wait.event"
  static let waitTimeout = "workflow.wait.timeout"
  // https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
  static let errorType = "error.type"
}

/// The labels of metrics, in OpenTelemetry's spelling: dots between namespaces, and the unit left to the backend, which for
/// Prometheus makes underscores of the dots.
enum MetricLabel {
  static let runsStarted = "workflow.runs.started"
  static let runsEnded = "workflow.runs.ended"
  static let runsActive = "workflow.runs.active"
  static let runDuration = "workflow.run.duration"
  static let attempts = "workflow.step.attempts"
  static let attemptDuration = "workflow.step.duration"
  static let retries = "workflow.step.retries"
  static let recoveries = "workflow.step.recoveries"
  static let waitDuration = "workflow.wait.duration"
}

/// The dimensions of metrics: each of as many values as the program's source has, and none for each run.
enum MetricDimension {
  static let workflow = "workflow"
  static let step = "step"
  static let outcome = "outcome"
}

/// The keys of the metadata of lines in the log.
enum LogKey {
  static let workflow = "workflow"
  static let runID = "run_id"
  static let parentRunID = "parent_run_id"
  static let step = "step"
  static let steps = "steps"
  static let attempt = "attempt"
  static let event = "event"
  static let error = "error"
  static let retryAfter = "retry_after"
  static let handler = "handler"
  static let resource = "resource"
  static let resources = "resources"
  static let owner = "owner"
  static let location = "location"
}

extension Span {
  /// Notes an error as OpenTelemetry wants it: once as an event, and as the status.
  func fail(_ error: any Error, at instant: DefaultTracerClock.Timestamp) {
    guard isRecording else { return }
    recordError(error, attributes: [:], at: instant)
    setStatus(SpanStatus(code: .error, message: FailureText(error).message))
    attributes[SpanAttributeName.errorType] =
      (error as? WorkflowError)?.code.description ?? String(reflecting: type(of: error))
  }
}
