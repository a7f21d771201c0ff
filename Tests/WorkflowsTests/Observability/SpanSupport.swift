import InMemoryTracing
import Tracing
import Workflows

extension InMemoryTracer {
  /// The spans that have ended, as a tree: one line for each, below its parent, the earlier and then the smaller first.
  ///
  /// A line has the name, the number of an attempt, the outcome, and what the error is if the status is one.
  var tree: [String] {
    let spans = finishedSpans
    let ids = Set(spans.map(\.spanID))
    func lines(below parent: String?, _ depth: Int) -> [String] {
      let children = spans.filter { span in
        parent == nil ? span.parentSpanID.map { !ids.contains($0) } ?? true : span.parentSpanID == parent
      }
      let described = children.map { child in
        (child.start, [String(repeating: "  ", count: depth) + child.line] + lines(below: child.spanID, depth + 1))
      }
      return described.sorted { $0.0 == $1.0 ? $0.1.lexicographicallyPrecedes($1.1) : $0.0 < $1.0 }.flatMap(\.1)
    }
    return lines(below: nil, 0)
  }

  func spans(_ name: String) -> [FinishedInMemorySpan] { finishedSpans.filter { $0.operationName == name } }
}

extension FinishedInMemorySpan {
  var start: UInt64 { startInstant.nanosecondsSinceEpoch }
  /// In milliseconds.
  var duration: Int { Int(endInstant.nanosecondsSinceEpoch - start) / 1_000_000 }
  var outcome: String? { text("workflow.outcome") }
  var isError: Bool { status?.code == .error }

  func text(_ name: String) -> String? {
    if case .string(let text)? = attributes.get(name) { text } else { nil }
  }

  func number(_ name: String) -> Int? {
    if case .int64(let number)? = attributes.get(name) { Int(number) } else { nil }
  }

  func decimal(_ name: String) -> Double? {
    if case .double(let number)? = attributes.get(name) { number } else { nil }
  }

  var line: String {
    var line = operationName
    if let attempt = number("workflow.step.attempt") { line += " #\(attempt)" }
    if let outcome { line += " \(outcome)" }
    if isError { line += " \(text("error.type")?.split(separator: ".").last.map(String.init) ?? "?")" }
    return line
  }
}

/// A tracer that throws away everything that it is given, and may take its time first.
///
/// It records nothing, samples nothing, and its spans have an empty context: not even what the caller had is in it.
struct DiscardingTracer: Tracer {
  /// What it counts, which is all that it does.
  let spans = Crowd()
  /// Called before a span begins.
  var pause: @Sendable (String) -> Void = { _ in }

  struct Span: Tracing.Span {
    let spans: Crowd
    var context: ServiceContext { .topLevel }
    var isRecording: Bool { false }
    var operationName: String {
      get { "" }
      nonmutating set {}
    }
    var attributes: SpanAttributes {
      get { [:] }
      nonmutating set {}
    }
    func setStatus(_ status: SpanStatus) {}
    func addEvent(_ event: SpanEvent) {}
    func addLink(_ link: SpanLink) {}
    func recordError<Instant: TracerInstant>(
      _ error: any Error, attributes: SpanAttributes, at instant: @autoclosure () -> Instant
    ) {}
    func end<Instant: TracerInstant>(at instant: @autoclosure () -> Instant) { spans.leave() }
  }

  func startSpan<Instant: TracerInstant>(
    _ operationName: String, context: @autoclosure () -> ServiceContext, ofKind kind: SpanKind,
    at instant: @autoclosure () -> Instant, function: String, file fileID: String, line: UInt
  ) -> Span {
    pause(operationName)
    spans.enter()
    return Span(spans: spans)
  }

  func forceFlush() {}
  func inject<Carrier, Inject: Injector>(
    _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
  ) where Carrier == Inject.Carrier {}
  func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
  ) where Carrier == Extract.Carrier {}
}
