import LanguageModels
import Workflows

struct RetrieverEvent: Event { var passage: Passage; var rank: Int }
struct ScoreEvent: Event { var passage: Passage; var rank: Int; var score: Int }
struct RerankEvent: Event { var passages: [Passage] }
struct StreamEvent: Event { var delta: String }

/// The result: an answer, and the files that it is from.
struct Answer: StopEvent {
  var text: String
  var sources: [String]
}

/// Retrieval-augmented generation with reranking, as in the Python documentation.
@Workflow(timeout: .seconds(120))
struct RAGWorkflow {
  var llm: any LanguageModel

  struct State: WorkflowState { var query = "" }

  /// Takes more passages than are needed, by their words.
  @Step
  func retrieve(
    _ event: Start<String>, context: Context, @Resource(\.index) index: BM25Index
  ) -> [RetrieverEvent] {
    context.store.edit { $0.query = event.input }
    return index.search(event.input, limit: 6).enumerated().map { RetrieverEvent(passage: $1, rank: $0 + 1) }
  }

  /// Lets the model judge each passage, several at a time.
  @Step(numWorkers: 3, retry: .exponentialBackoff(maxAttempts: 3))
  func score(_ event: RetrieverEvent, context: Context) async throws -> ScoreEvent {
    let response = try await llm.complete(
      """
      From 0 to 10, how well does the passage answer the question? Reply with the number alone.
      Question: \(context.store.query)
      Passage: \(event.passage.text)
      """)
    let digits = response.text.drop { !$0.isNumber }.prefix { $0.isNumber }
    return ScoreEvent(passage: event.passage, rank: event.rank, score: Int(digits) ?? 0)
  }

  /// Keeps the best; they arrive in whatever order the model was through with them.
  @Step
  func rerank(_ events: [ScoreEvent], context: Context) -> RerankEvent {
    let ranking = events.sorted { ($1.score, $0.rank) < ($0.score, $1.rank) }
    for event in ranking { context.writeEventToStream(event) }
    return RerankEvent(passages: ranking.prefix(2).filter { $0.score >= 3 }.map(\.passage))
  }

  @Step
  func synthesize(_ event: RerankEvent, context: Context) async throws -> Answer {
    if event.passages.isEmpty { return Answer(text: "The texts do not say.", sources: []) }
    let passages = event.passages.map { "[\($0.source)] \($0.text)" }.joined(separator: "\n")
    let prompt = """
      Answer the question from these passages alone, in a sentence or two.
      Question: \(context.store.query)
      \(passages)
      """
    var text = ""
    for try await chunk in llm.streamComplete(prompt) {
      context.writeEventToStream(StreamEvent(delta: chunk.delta))
      text += chunk.delta
    }
    return Answer(text: text, sources: Set(event.passages.map(\.source)).sorted())
  }
}
