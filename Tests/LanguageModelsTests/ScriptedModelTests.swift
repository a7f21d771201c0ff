import LanguageModels
import NIOConcurrencyHelpers
import Testing

@Suite struct ScriptedModelTests {
  struct Broken: Error, Equatable {}

  @Test("Replies come one after the other, in tokens that make the text")
  func replies() async throws {
    let model = ScriptedModel(["Call me Ishmael.", .text("Some years ago", finishReason: .length)])
    let (chunks, error) = await collect(model.streamComplete("Who?"))
    #expect(error == nil)
    #expect(chunks.map(\.delta) == ["Call", " me", " Ishmael", "."])
    #expect(chunks.last?.text == "Call me Ishmael.")
    let second = try await model.complete("When?")
    #expect(second.text == "Some years ago")
    #expect(second.finishReason == .length)
    #expect(second.usage == TokenUsage(promptTokens: 2, completionTokens: 3))
    #expect(model.prompts == ["Who?", "When?"])
  }

  @Test(
    "Tokens put together are the text", arguments: ["", " ", "a", "a  b\n\nc", "—what?—", "don’t!", "\n", "é🐋 🐋", "a."])
  func tokens(_ text: String) async throws {
    let (chunks, _) = await collect(ScriptedModel([.text(text)]).streamComplete(""))
    #expect(chunks.map(\.delta).joined() == text)
    #expect(chunks.allSatisfy { !$0.delta.isEmpty })
  }

  @Test("A script that has ended says so")
  func exhausted() async throws {
    let model = ScriptedModel(["a"])
    _ = try await model.complete("1")
    let error = await #expect(throws: LanguageModelError.self) { try await model.complete("2") }
    #expect(error?.code == .scriptExhausted)
    #expect(error?.message.contains("\"2\"") == true)
  }

  @Test("A stream that nobody iterates asks nothing, and each iteration asks again")
  func cold() async throws {
    let model = ScriptedModel(["a", "b"])
    let stream = model.streamComplete("?")
    _ = stream.makeAsyncIterator()
    #expect(model.requests.isEmpty)
    #expect(try await stream.collect().text == "a")
    #expect(try await stream.collect().text == "b")
  }

  @Test("Tool calls are streamed in fragments, too")
  func toolCalls() async throws {
    let calls = [
      ToolCall(id: "1", name: "f", arguments: #"{"city": "Paris"}"#), ToolCall(id: "2", name: "g", arguments: ""),
    ]
    let tool = Tool(name: "f", description: "")
    let model = ScriptedModel([.calling(calls[0], calls[1], saying: "Let me see.")])
    let (chunks, error) = await collect(model.streamChat([.user("?")], tools: [tool]))
    #expect(error == nil)
    #expect(chunks.filter { !$0.toolCallDeltas.isEmpty }.count > 4)
    #expect(chunks.last?.message == .assistant("Let me see.", toolCalls: calls))
    #expect(chunks.last?.finishReason == .toolCalls)
    #expect(model.requests == [ScriptedModel.Request(messages: [.user("?")], tools: [tool])])
  }

  @Test(
    "An error comes after as many tokens as it is told to",
    arguments: [(0, []), (2, ["Call", " me"]), (9, ["Call", " me", " Ishmael"])])
  func errors(_ position: Int, tokens: [String]) async throws {
    let failure = LanguageModelError(code: .connectionLost, message: "cut")
    let model = ScriptedModel([
      ScriptedModel.Reply.text("Call me Ishmael").failing(atToken: position, with: failure), .failure(Broken()),
    ])
    let (chunks, error) = await collect(model.streamComplete("?"))
    #expect(chunks.map(\.delta) == tokens)
    #expect((error as? LanguageModelError)?.code == .connectionLost)
    #expect((error as? LanguageModelError)?.partial == (tokens.isEmpty ? nil : tokens.joined()))
    await #expect(throws: Broken.self) { try await model.complete("?") }
  }

  @Test("A closure can answer by what it is asked")
  func closure() async throws {
    let model = ScriptedModel { request in
      if request.prompt.isEmpty { throw Broken() }
      return .text(request.prompt.uppercased())
    }
    try await withThrowingTaskGroup { group in
      for word in ["a", "b", "c", "d"] {
        group.addTask { (word, try await model.complete(word).text) }
      }
      for try await (word, text) in group { #expect(text == word.uppercased()) }
    }
    #expect(model.prompts.sorted() == ["a", "b", "c", "d"])
    await #expect(throws: Broken.self) { try await model.complete("") }
  }

  /// A clock that writes down the sleeps instead of sleeping.
  struct Recorder: Clock {
    typealias Instant = ContinuousClock.Instant
    let sleeps = NIOLockedValueBox<[Duration]>([])
    let epoch = ContinuousClock.now

    var now: Instant { epoch }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
      sleeps.withLockedValue { $0.append(deadline - epoch) }
    }
  }

  @Test("Each token takes its time, on whatever clock")
  func delay() async throws {
    let clock = Recorder()
    _ = try await ScriptedModel(["Call me Ishmael."], delay: .seconds(5), clock: clock).complete("?")
    #expect(clock.sleeps.withLockedValue { $0 } == Array(repeating: .seconds(5), count: 4))
    let immediate = Recorder()
    _ = try await ScriptedModel(["Call me Ishmael."], clock: immediate).complete("?")
    #expect(immediate.sleeps.withLockedValue { $0.isEmpty })
  }

  @Test("Cancellation ends it, also between tokens that take no time")
  func cancellation() async throws {
    let model = ScriptedModel.mobyDick(delay: .seconds(3600))
    let reader = Task { try await model.complete("?") }
    reader.cancel()
    await #expect(throws: CancellationError.self) { try await reader.value }
    let gate = Gate()
    let immediate = Task {
      await gate.wait()
      return try await ScriptedModel.mobyDick().complete("?")
    }
    immediate.cancel()
    await #expect(throws: CancellationError.self) { try await immediate.value }
  }

  @Test("Moby-Dick begins as it does, every time")
  func mobyDick() async throws {
    let model = ScriptedModel.mobyDick()
    let first = try await model.complete("Please give me the first 3 paragraphs of Moby Dick.")
    #expect(first.text.hasPrefix("Call me Ishmael. Some years ago—never mind how long precisely—having little"))
    #expect(first.text.hasSuffix("Are the green fields gone? What do they here?"))
    #expect(first.text.split(separator: "\n\n").count == 3)
    let second = try await model.complete("Again")
    #expect(second.text == first.text)
  }
}
