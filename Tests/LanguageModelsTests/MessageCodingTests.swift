import LanguageModels
import Testing

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

@Suite struct MessageCodingTests {
  func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  @Test(
    "A stored message is what OpenAI's API calls a message",
    arguments: [
      (ChatMessage.system("s"), #"{"content":"s","role":"system"}"#),
      (.user(""), #"{"content":"","role":"user"}"#),
      (.assistant("a"), #"{"content":"a","role":"assistant"}"#),
      (
        .assistant("", toolCalls: [ToolCall(id: "1", name: "f", arguments: "{}")]),
        #"{"content":null,"role":"assistant","tool_calls":"#
          + #"[{"function":{"arguments":"{}","name":"f"},"id":"1","type":"function"}]}"#
      ),
      (.tool("42", callID: "1"), #"{"content":"42","role":"tool","tool_call_id":"1"}"#),
      (ChatMessage(role: .init(rawValue: "developer"), content: "d"), #"{"content":"d","role":"developer"}"#),
    ])
  func message(_ message: ChatMessage, text: String) throws {
    #expect(try json(message) == text)
    #expect(try JSONDecoder().decode(ChatMessage.self, from: Data(text.utf8)) == message)
  }

  @Test("A schema is the JSON it is written as")
  func schema() throws {
    let schema: Tool.Schema = [
      "type": "object", "required": ["a"], "additionalProperties": false, "x": nil,
      "properties": ["a": ["type": "number", "minimum": 0, "maximum": 1.5]],
    ]
    let text =
      #"{"additionalProperties":false,"properties":{"a":{"maximum":1.5,"minimum":0,"type":"number"}},"#
      + #""required":["a"],"type":"object","x":null}"#
    #expect(try json(schema) == text)
    #expect(try JSONDecoder().decode(Tool.Schema.self, from: Data(text.utf8)) == schema)
  }

  @Test("A tool survives being stored")
  func tool() throws {
    let tool = Tool(name: "f", description: "d")
    #expect(try JSONDecoder().decode(Tool.self, from: JSONEncoder().encode(tool)) == tool)
  }

  struct Weather: Decodable, Equatable {
    var city: String
    var days: Int?
  }

  @Test("Arguments are decoded as a type")
  func arguments() throws {
    let call = ToolCall(id: "1", name: "f", arguments: #"{"city": "Paris", "days": 2}"#)
    #expect(try call.decodeArguments(as: Weather.self) == Weather(city: "Paris", days: 2))
    let inferred: Weather = try call.decodeArguments()
    #expect(inferred.city == "Paris")
  }

  @Test("No arguments at all are an empty object", arguments: ["", " \n", "{}"])
  func noArguments(_ text: String) throws {
    struct None: Decodable {}
    _ = try ToolCall(id: "1", name: "f", arguments: text).decodeArguments(as: None.self)
  }

  @Test(
    "Arguments of another shape are an error to answer the model with", arguments: ["{", "[]", #"{"town":"Paris"}"#])
  func invalidArguments(_ text: String) {
    let call = ToolCall(id: "1", name: "f", arguments: text)
    let error = #expect(throws: LanguageModelError.self) { try call.decodeArguments(as: Weather.self) }
    #expect(error?.code == .invalidToolArguments)
    #expect(error?.message.contains(text) == true)
    #expect(error?.cause != nil)
  }
}
