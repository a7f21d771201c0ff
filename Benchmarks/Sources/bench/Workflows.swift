import Workflows

struct First: Event { var n: Int }
struct Second: Event { var n: Int }
struct Loop: Event { var n: Int }
struct Item: Event { var n: Int }
struct Done: Event { var n: Int }
struct Token: Event { var n: Int }
struct Ask: InputRequiredEvent { var question: String }
struct Answer: HumanResponseEvent { var text: String }

/// Three steps that do nothing, one after the other: `b1_three_step.py`.
let threeSteps = InlineWorkflow("three-steps", input: Start<Int>.self, output: Int.self) {
  Step("one") { (event: Start<Int>, context) in First(n: event.input) }
  Step("two") { (event: First, context) in Second(n: event.n) }
  Step("three") { (event: Second, context) in Stop(event.n) }
}

/// One step that returns to itself: `b2_loop.py`.
let looping = InlineWorkflow("looping", input: Start<Int>.self, output: String.self) {
  Step("begin") { (event: Start<Int>, context) in Loop(n: event.input) }
  Step("loop") { (event: Loop, context) -> Either<Loop, Stop<String>> in
    event.n <= 0 ? .second(Stop("done")) : .first(Loop(n: event.n - 1))
  }
}

/// Sends events to a step with eight workers, whose results another step collects: `b3_fanout.py collect_nw1`.
func sending(_ count: Int) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
  InlineWorkflow("sending", input: Start<Int>.self, output: Int.self) {
    Step("fan", sends: Item.self) { (event: Start<Int>, context) in
      for n in 0..<event.input { context.sendEvent(Item(n: n)) }
    }
    Step("work", numWorkers: 8) { (event: Item, context) in Done(n: event.n) }
    Step("join", numWorkers: 1) { (event: Done, context) -> Stop<Int>? in
      guard let events = context.collectEvents(event, count: count) else { return nil }
      return Stop(events.count)
    }
  }
}

/// Returns events in an array to a step with eight workers, whose results another step takes as a batch:
/// `b3_fanout.py list`.
let batching = InlineWorkflow("batching", input: Start<Int>.self, output: Int.self) {
  Step("fan") { (event: Start<Int>, context) in (0..<event.input).map { Item(n: $0) } }
  Step("work", numWorkers: 8) { (event: Item, context) in Done(n: event.n) }
  Step("join") { (events: [Done], context) in Stop(events.count) }
}

struct Sum: WorkflowState { var count = 0 }

/// Eight executions of a step that edit the state of their run, all at once: `b6_state_edits.py`.
///
/// They yield now and then, so that all of them are on from the beginning and not only as many as there are processors.
let editing = InlineWorkflow("editing", input: Start<Int>.self, output: Int.self, state: Sum.self) {
  Step("fan") { (event: Start<Int>, context) in (0..<8).map { _ in Item(n: event.input / 8) } }
  Step("edit", numWorkers: 8) { (event: Item, context) in
    for n in 1...event.n {
      context.store.edit { $0.count += 1 }
      if n % 1_000 == 0 { await Task.yield() }
    }
    return Done(n: event.n)
  }
  Step("join") { (events: [Done], context) in Stop(context.store.count) }
}

/// Asks somebody and waits in the middle of a step: `b5_hitl_memory.py wait`.
let waitingInStep = InlineWorkflow("waiting", input: Start<Nothing>.self, output: String.self) {
  Step("ask") { (event: Start<Nothing>, context) in
    Stop(try await context.waitForEvent(Answer.self, waiterEvent: Ask(question: "?"), timeout: nil).text)
  }
}

/// Writes events to the stream as fast as it can: `b4_stream.py burst`.
let streaming = InlineWorkflow("streaming", input: Start<Int>.self, output: Int.self) {
  Step("emit") { (event: Start<Int>, context) in
    for n in 0..<event.input { context.writeEventToStream(Token(n: n)) }
    return Stop(event.input)
  }
}

/// Asks somebody and waits between two steps: `b5_hitl_memory.py steps`.
let asking = InlineWorkflow("asking", input: Start<Nothing>.self, output: String.self) {
  Step("ask") { (event: Start<Nothing>, context) in Ask(question: "?") }
  Step("finish") { (event: Answer, context) in Stop(event.text) }
}

/// Ten steps, each of which takes an hour.
let tenHours = InlineWorkflow("ten-hours", input: Start<Int>.self, output: Int.self) {
  Step("first") { (event: Start<Int>, context) in
    try await context.sleep(for: .seconds(3_600))
    return Loop(n: 1)
  }
  Step("next") { (event: Loop, context) -> Either<Loop, Stop<Int>> in
    try await context.sleep(for: .seconds(3_600))
    return event.n < 9 ? .first(Loop(n: event.n + 1)) : .second(Stop(event.n + 1))
  }
}
