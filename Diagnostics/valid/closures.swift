import Workflows

struct Joke: Event { var text: String }

func check() throws {
  let workflow = InlineWorkflow("jokes", input: Start<String>.self, output: String.self) {
    Step("generate") { (event: Start<String>, context) in Joke(text: event.input) }
    Step("tell", retry: .constantDelay(.seconds(1))) { (joke: Joke, context) in Stop(joke.text) }
  }
  try workflow.validate()
}
