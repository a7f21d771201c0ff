import Workflows

struct Essay: Event {
  var text: String
  var round: Int
}

@Workflow("reflection", timeout: .seconds(10), numConcurrentRuns: 2)
final class Reflection {
  @EventUnion
  enum Review {
    case again(Essay)
    case accept(Stop<String>)
  }

  let rounds: Int
  init(rounds: Int) { self.rounds = rounds }

  @Step
  func write(_ event: Start<String>) -> Essay { Essay(text: event.input, round: 1) }

  @Step(numWorkers: 1)
  func review(_ essay: Essay) throws -> Review {
    essay.round < rounds ? .again(Essay(text: essay.text + "!", round: essay.round + 1)) : .accept(Stop(essay.text))
  }
}
