import ArgumentParser
import LanguageModels
import Workflows

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
@preconcurrency import Glibc
#elseif canImport(Musl)
@preconcurrency import Musl
#endif

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "moby-dick",
    abstract: "Streams the opening of Moby-Dick through a three-step workflow, as it is written.",
    discussion: """
      With OPENAI_API_KEY or OPENAI_BASE_URL in the environment it asks that model; without them it streams the \
      public-domain text from a scripted one.
      """)

  @Option(help: "The model to ask.")
  var model = "gpt-4o-mini"

  @Option(help: "Seconds until the run times out.")
  var timeout = 60.0

  @Option(help: "Seconds after which the run is cancelled.")
  var cancelAfter: Double?

  @Flag(help: "Let the second step fail after some tokens.")
  var fail = false

  @Flag(help: "Log what each step does.")
  var verbose = false

  func run() async throws {
    let workflow = MobyDick(llm: makeModel(), failsAfterTokens: fail ? 20 : nil)
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
      case let end as WorkflowTimedOutEvent:
        show("\nWorkflow timed out after \(end.timeout)s in \(end.activeSteps.joined(separator: ", "))\n")
      case is WorkflowCancelledEvent:
        show("\nWorkflow was cancelled\n")
      case let end as WorkflowFailedEvent:
        show("\nStep '\(end.stepName)' failed after \(end.attempts ?? 0) attempts: \(end.exceptionMessage)\n")
      default:
        break
      }
    }

    do {
      show("Final result: \(try await handler.result)\n")
    } catch {
      throw ExitCode.failure
    }
  }

  private func makeModel() -> any LanguageModel {
    let environment = { (name: String) in getenv(name).map { String(cString: $0) } ?? "" }
    if environment("OPENAI_API_KEY").isEmpty, environment("OPENAI_BASE_URL").isEmpty {
      show("No OPENAI_API_KEY or OPENAI_BASE_URL is set: a scripted model recites the book.\n")
      return ScriptedModel.mobyDick(delay: .milliseconds(15))
    }
    return OpenAI(model: model)
  }

  /// Shows text at once, through a pipe too, where output is otherwise held back until there is a page of it.
  private func show(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }
}
