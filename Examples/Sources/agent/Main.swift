import ArgumentParser
import ExampleSupport
import LanguageModels
import Workflows

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agent", abstract: "An agent with a calculator, a clock and an encyclopedia of mountains.")

  @Option(help: "How often the model may be asked for one answer.")
  var maxRounds = 10

  @Argument(help: "What to ask, one question after the other, in one conversation.")
  var questions = ["How high is Everest in feet?"]

  func validate() throws {
    if maxRounds < 1 { throw ValidationError("--max-rounds is at least 1") }
  }

  func run() async throws {
    let model = makeModel(orScripted: .functionCalling)
    let agent = FunctionAgent(llm: model, tools: FunctionTool.all, maxRounds: maxRounds)
    var state = FunctionAgent.State(chatHistory: [.system("You are a helpful assistant. Use your tools.")])

    for question in questions {
      show("\n> \(question)\n")
      let handler = agent.run(question, state: state)
      var isAfterOutput = false
      for await event in handler.streamEvents() {
        switch event {
        case let piece as StreamEvent:
          if let name = piece.toolName { show("\n  \(name) ") } else if isAfterOutput { show("\n") }
          show(piece.delta + piece.toolArguments)
          isAfterOutput = false
        case let result as FunctionOutputEvent:
          show("\n  \(result.toolCall.name) said: \(result.output)")
          isAfterOutput = true
        default:
          show("\n")
        }
      }
      _ = await handler.resultOrExit()
      // The next question belongs to the same conversation.
      state = handler.state
    }
  }
}
