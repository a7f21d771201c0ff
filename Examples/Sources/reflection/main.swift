import ExampleSupport
import Workflows

let words = arguments("reflection [passage ...]").joined(separator: " ")
let passage = words.isEmpty ? "I own two cars: a Fiat Panda with 45 Hp and a Honda Civic with 330 Hp." : words

let workflow = ReflectionWorkflow(llm: makeModel(orScripted: .extractor))
let handler = workflow.run(passage)
for await event in handler.streamEvents() {
  switch event {
  case let done as ExtractionDone: show("Extracted: \(done.output)\n")
  case let problem as ValidationErrorEvent: show("Invalid: \(problem.error); trying again\n")
  default: break
  }
}
for car in await handler.resultOrExit().cars {
  show("\(car.brand) \(car.model): \(car.power) hp\n")
}
