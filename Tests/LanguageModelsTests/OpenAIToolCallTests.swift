import LanguageModels
import Testing

@Suite struct OpenAIToolCallTests {
  static func event(_ calls: String) -> String {
    #"data: {"choices":[{"index":0,"delta":{"tool_calls":[\#(calls)]}}]}"# + "\n\n"
  }

  @Test("Tool calls are put together from their fragments")
  func streamed() async throws {
    let answer = Answers.stream([
      Self.event(#"{"index":0,"id":"a","type":"function","function":{"name":"get_weather","arguments":""}}"#),
      Self.event(#"{"index":0,"function":{"arguments":"{\"city\":"}}"#),
      Self.event(
        #"{"index":1,"id":"b","type":"function","function":{"name":"get_time","arguments":""}},"#
          + #"{"index":0,"function":{"arguments":" \"Paris\"}"}}"#),
      Self.event(#"{"index":1,"function":{"arguments":"{}"}}"#),
      Answers.finish("tool_calls"), Answers.done,
    ])
    try await TestServer.run(writing: answer) { server in
      let (chunks, error) = await collect(server.model().streamChat([.user("?")]))
      #expect(error == nil)
      #expect(chunks[1].toolCallDeltas == [ToolCallDelta(index: 0, arguments: #"{"city":"#)])
      #expect(chunks[1].toolCalls == [ToolCall(id: "a", name: "get_weather", arguments: #"{"city":"#)])
      let last = try #require(chunks.last)
      #expect(last.finishReason == .toolCalls)
      #expect(
        last.message.toolCalls == [
          ToolCall(id: "a", name: "get_weather", arguments: #"{"city": "Paris"}"#),
          ToolCall(id: "b", name: "get_time", arguments: "{}"),
        ])
    }
  }

  @Test("Several tool calls in one piece are several, without indices and IDs too")
  func together() async throws {
    let call = #"{"function":{"name":"f","arguments":"{}"}}"#
    let answer = Answers.stream([
      #"data: {"choices":[{"delta":{"tool_calls":[\#(call),\#(call)]}}]}"# + "\n\n", Answers.finish("tool_calls"),
    ])
    try await TestServer.run(writing: answer) { server in
      let response = try await server.model().streamChat([.user("?")]).collect()
      let expected = ToolCall(id: "", name: "f", arguments: "{}")
      #expect(response.message.toolCalls == [expected, expected])
    }
  }

  @Test("Tool calls of a whole answer are those it has, in order, whatever their IDs")
  func whole() async throws {
    let call = #"{"id":"a","type":"function","function":{"name":"f","arguments":"{\"n\":1}"}}"#
    let body =
      #"{"choices":[{"message":{"content":null,"tool_calls":[\#(call),\#(call)]},"finish_reason":"tool_calls"}]}"#
    try await TestServer.run(writing: Answers.whole(body)) { server in
      let response = try await server.model().chat([.user("?")], tools: [Tool(name: "f", description: "")])
      let expected = ToolCall(id: "a", name: "f", arguments: #"{"n":1}"#)
      #expect(response.message == .assistant("", toolCalls: [expected, expected]))
      #expect(response.finishReason == .toolCalls)
    }
  }
}
