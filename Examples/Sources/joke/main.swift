import ExampleSupport
import Workflows

let topic = arguments("joke [topic ...]").joined(separator: " ")
let workflow = JokeFlow(llm: makeModel(orScripted: .comedian))
let handler = workflow.run(topic.isEmpty ? "pirates" : topic)

for await event in handler.streamEvents().of(JokeEvent.self) {
  show("\(event.joke)\n\n")
}
show("\(await handler.resultOrExit())\n")
