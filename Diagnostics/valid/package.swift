package import Workflows

package struct Joke: Event { package var text: String }

@Workflow
package struct JokeFlow {
  @EventUnion
  package enum Verdict { case again(Joke), accepted(Stop<String>) }

  @Step package func generate(_ event: Start<String>) -> Joke { Joke(text: event.input) }
  @Step package func critique(_ joke: Joke) -> Verdict { .accepted(Stop(joke.text)) }
}

package func check() -> WorkflowDefinition<JokeFlow> { JokeFlow().definition }
