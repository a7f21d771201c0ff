import LanguageModels
import Testing

/// Fragments as various servers send them.
@Suite struct ToolCallAssemblyTests {
  struct Deltas: AsyncSequence, AsyncIteratorProtocol, Sendable {
    var deltas: [ToolCallDelta]

    func makeAsyncIterator() -> Deltas { self }

    mutating func next() async throws -> ChatDelta? {
      deltas.isEmpty ? nil : ChatDelta(toolCalls: [deltas.removeFirst()])
    }
  }

  func assemble(_ deltas: [ToolCallDelta]) async throws -> [ToolCall] {
    try await ChatStream(Deltas(deltas: deltas)).collect().message.toolCalls
  }

  static let a = ToolCall(id: "a", name: "f", arguments: "{}")
  static let b = ToolCall(id: "b", name: "g", arguments: "[]")

  @Test(
    "Calls come out whole and in order",
    arguments: [
      // Interleaved.
      [
        ToolCallDelta(index: 0, id: "a", name: "f"), ToolCallDelta(index: 1, id: "b", name: "g"),
        ToolCallDelta(index: 0, arguments: "{"), ToolCallDelta(index: 1, arguments: "[]"),
        ToolCallDelta(index: 0, arguments: "}"),
      ],
      // The second one first.
      [
        ToolCallDelta(index: 1, id: "b", name: "g", arguments: "["), ToolCallDelta(index: 0, id: "a", name: "f"),
        ToolCallDelta(index: 1, arguments: "]"), ToolCallDelta(index: 0, arguments: "{}"),
      ],
      // Gaps, one of which would be too large to allocate.
      [
        ToolCallDelta(index: 3, id: "a", name: "f", arguments: "{}"),
        ToolCallDelta(index: Int.max, id: "b", name: "g", arguments: "[]"),
      ],
      [
        ToolCallDelta(index: Int.min, id: "a", name: "f", arguments: "{}"),
        ToolCallDelta(index: -1, id: "b", name: "g", arguments: "[]"),
      ],
      // No index: an ID begins a call.
      [
        ToolCallDelta(id: "a", name: "f", arguments: "{"), ToolCallDelta(arguments: "}"),
        ToolCallDelta(id: "b", name: "g", arguments: "[]"),
      ],
      // Every call has the same index.
      [
        ToolCallDelta(index: 0, id: "a", name: "f", arguments: "{}"),
        ToolCallDelta(index: 0, id: "b", name: "g", arguments: "["), ToolCallDelta(index: 0, arguments: "]"),
      ],
      // Interleaved, and told apart by the ID that every fragment repeats: without an index, and with the same one.
      [
        ToolCallDelta(id: "a", name: "f", arguments: "{"), ToolCallDelta(id: "b", name: "g", arguments: "["),
        ToolCallDelta(id: "a", arguments: "}"), ToolCallDelta(id: "b", arguments: "]"),
      ],
      [
        ToolCallDelta(index: 0, id: "a", name: "f"), ToolCallDelta(index: 0, id: "b", name: "g", arguments: "[]"),
        ToolCallDelta(index: 0, id: "a", arguments: "{"), ToolCallDelta(index: 0, arguments: "}"),
      ],
      // ID and name are repeated, or empty, in every fragment.
      [
        ToolCallDelta(index: 0, id: "a", name: "f", arguments: "{"),
        ToolCallDelta(index: 0, id: "a", name: "f", arguments: "}"), ToolCallDelta(index: 1, id: "b", name: "g"),
        ToolCallDelta(index: 1, id: "", name: "", arguments: "[]"),
      ],
    ])
  func assembly(_ deltas: [ToolCallDelta]) async throws {
    let calls = try await assemble(deltas)
    #expect(calls == [Self.a, Self.b])
  }

  @Test("A name may come in fragments, and an ID after the rest")
  func late() async throws {
    let calls = try await assemble([
      ToolCallDelta(index: 0, name: "get_"), ToolCallDelta(index: 0, name: "weather", arguments: "{}"),
      ToolCallDelta(index: 0, id: "a"),
    ])
    #expect(calls == [ToolCall(id: "a", name: "get_weather", arguments: "{}")])
  }

  @Test("Without indices and IDs, another name after arguments begins another call")
  func nameless() async throws {
    let calls = try await assemble([
      ToolCallDelta(name: "f", arguments: "{"), ToolCallDelta(name: "f", arguments: "}"),
      ToolCallDelta(name: "g", arguments: "["), ToolCallDelta(arguments: "]"),
    ])
    #expect(calls == [ToolCall(id: "", name: "f", arguments: "{}"), ToolCall(id: "", name: "g", arguments: "[]")])
  }

  @Test("An index at the end of the numbers is survived")
  func extremes() async throws {
    let calls = try await assemble([ToolCallDelta(index: Int.max, id: "a"), ToolCallDelta(id: "b")])
    #expect(Set(calls.map(\.id)) == ["a", "b"])
  }
}
