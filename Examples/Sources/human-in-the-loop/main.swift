import Dispatch
import ExampleSupport
import Workflows

_ = arguments("human-in-the-loop", atMost: 0)
let handler = Ordering().run("Good evening!")

for await record in handler.streamEvents().records {
  switch record.event {
  case let wanted as DishWanted:
    if let line = await answer(to: wanted.prefix) { try handler.sendEvent(DishChosen(response: line)) }
  case let question as Confirmation:
    if let line = await answer(to: question.prefix) {
      try handler.answer(question, .init(response: line), id: record.question)
    }
  default: break
  }
}
show("\(await handler.resultOrExit())\n")

/// Asks the person at the terminal; at the end of input there is no answer, and nothing for the run to wait for.
func answer(to prefix: String) async -> String? {
  show(prefix)
  if let line = await nextLine() { return line }
  show("\nEnd of input.\n")
  handler.cancelRun()
  return nil
}

/// Reads a line on a thread that may block: the steps of runs share those that may not.
func nextLine() async -> String? {
  await withCheckedContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(returning: readLine()) }
  }
}
