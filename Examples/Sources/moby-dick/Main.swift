import ArgumentParser
import ExampleSupport
import LanguageModels
import Workflows

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moby-dick",
    abstract: "Streams the opening of Moby-Dick through a three-step workflow, as it is written.",
    discussion: """
      With OPENAI_API_KEY or OPENAI_BASE_URL in the environment it asks that model; without them it streams the \
      public-domain text from a scripted one.
      """)

  @Option(help: "The model to ask; that in OPENAI_MODEL unless told otherwise, or gpt-4o-mini.")
  var model: String?

  @Option(help: "Seconds until the run times out.")
  var timeout = 60.0

  @Option(help: "Seconds after which the run is cancelled.")
  var cancelAfter: Double?

  @Flag(help: "Let the second step fail after some tokens.")
  var fail = false

  @Flag(help: "Log what each step does.")
  var verbose = false

  func run() async throws {
    let llm = makeModel(model, orScripted: .mobyDick(delay: .milliseconds(15)))
    let workflow = MobyDick(llm: llm, failsAfterTokens: fail ? 20 : nil)
    let handler = workflow.run("Start the workflow.", timeout: .seconds(timeout), verbose: verbose)

    if let cancelAfter {
      Task {
        try await Task.sleep(for: .seconds(cancelAfter))
        handler.cancelRun()
      }
    }

    for await event in handler.streamEvents() {
      switch event {
      case let progress as ProgressEvent:
        show(progress.msg)
      default:
        if let ending = ending(event) { show("\n\(ending)\n") }
      }
    }

    do {
      show("Final result: \(try await handler.result)\n")
    } catch {
      throw ExitCode.failure
    }
  }
}
