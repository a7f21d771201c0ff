import ArgumentParser
import ExampleSupport
import Foundation
import LanguageModels
import Workflows

@main
struct Main: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retrieval", abstract: "Answers questions from a folder of text files, and says from which.")

  @Option(help: "A folder with .txt files, instead of the five that the example has.")
  var texts: String?

  @Argument(help: "The questions.")
  var questions = ["How do bees tell each other the distance to flowers?", "How long can a sperm whale dive?"]

  func validate() throws {
    guard let texts else { return }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: texts, isDirectory: &isFolder), isFolder.boolValue else {
      throw ValidationError("'\(texts)' is no folder")
    }
  }

  func run() async throws {
    var replacements = ResourceReplacements()
    if let texts { replacements.replace(\.textsFolder, with: URL(fileURLWithPath: texts)) }
    // All runs in one runtime share the index.
    let runtime = WorkflowRuntime(resources: replacements)
    let workflow = RAGWorkflow(llm: makeModel(orScripted: .reader))

    for question in questions {
      show("\n> \(question)\n")
      let handler = workflow.run(question, in: runtime)
      for await event in handler.streamEvents() {
        switch event {
        case let scored as ScoreEvent:
          show(
            "  \(scored.score)/10, was \(scored.rank). \(scored.passage.source): \(scored.passage.text.prefix(45))...\n"
          )
        case let piece as StreamEvent:
          show(piece.delta)
        default:
          break
        }
      }
      let answer = await handler.resultOrExit()
      show(answer.sources.isEmpty ? "\(answer.text)\n" : "\nSources: \(answer.sources.joined(separator: ", "))\n")
    }
    await runtime.shutdown()
  }
}
