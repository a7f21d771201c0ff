import Testing
import Workflows

// Events that many tests need.

struct Progress: Event, Hashable { var msg: String }
struct Number: Event, Hashable { var n: Int }
struct Text: Event, Hashable { var text: String }
struct Left: Event, Hashable { var n: Int }
struct Right: Event, Hashable { var n: Int }
struct Question: InputRequiredEvent, Hashable { var text: String }
struct Answer: HumanResponseEvent, Hashable { var text: String }

struct Boom: Error, Hashable, CustomStringConvertible {
  var text = "boom"
  var description: String { text }
}

/// An error that another one led to.
struct Wrapped: CausedError, CustomStringConvertible {
  var text: String
  var cause: (any Error)?
  var description: String { text }
}

typealias Plain = InlineWorkflow<Start<Int>, Stop<Int>, NoState>

/// A workflow of one step.
func one(
  _ options: StepOptions = .init(),
  _ body: @escaping @Sendable (Start<Int>, WorkflowContext<Plain>) async throws -> Stop<Int>
) -> Plain {
  InlineWorkflow("w", output: Int.self) { Step("s", options, body) }
}

/// Stops at once with what it was started with.
func echo(_ options: WorkflowOptions = .init()) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
  InlineWorkflow("echo", output: Int.self, options: options) {
    Step("only") { (event: Start<Int>, _) in Stop(event.input) }
  }
}

/// Waits at a gate, then stops.
func waiting(
  at gate: Gate, _ options: WorkflowOptions = .init()
) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
  InlineWorkflow("waiting", output: Int.self, options: options) {
    Step("wait") { (event: Start<Int>, _) in
      try await gate.pass()
      return Stop(event.input)
    }
  }
}

/// Where a test is written; `Workflows` has a `SourceLocation` too.
typealias TestLocation = Testing.SourceLocation

func names(_ types: [any Event.Type]) -> [String] { types.map { $0.eventName } }

func names(_ events: [any Event]) -> [String] { events.map { type(of: $0).eventName } }

// A closure literal within `#expect(…)` that stands in a closure may be compiled to another closure of the function
// (Swift 6.3.1; found because a filter gave what the filter before it would). Compute first, expect afterwards.
