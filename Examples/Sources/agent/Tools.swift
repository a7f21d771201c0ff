import LanguageModels

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A tool: what the model is told of it, and the function that it is.
struct FunctionTool: Sendable {
  var metadata: Tool
  var fn: @Sendable (ToolCall) async throws -> String
}

/// Why a tool cannot do what it was asked.
struct ToolError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

extension FunctionTool {
  static let all = [calculator, clock, lookup]

  static let calculator = FunctionTool(
    metadata: Tool(
      name: "calculator", description: "Computes with numbers, + - * / and parentheses.",
      parameters: .object(of: "expression", "Such as (2 + 3) * 4"))
  ) { call in
    struct Arguments: Decodable { var expression: String }
    let value = try Calculator.evaluate(call.decodeArguments(as: Arguments.self).expression)
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  static let clock = FunctionTool(
    metadata: Tool(name: "clock", description: "The date and the time of day, in UTC.")
  ) { _ in Date.now.formatted(.iso8601) }

  static let lookup = FunctionTool(
    metadata: Tool(
      name: "lookup", description: "What an encyclopedia says about a mountain.",
      parameters: .object(of: "name", "The name of the mountain"))
  ) { call in
    struct Arguments: Decodable { var name: String }
    let name = try call.decodeArguments(as: Arguments.self).name
    guard let entry = encyclopedia[name.lowercased()] else {
      throw ToolError("nothing is known of '\(name)'; there are \(encyclopedia.keys.sorted().joined(separator: ", "))")
    }
    return entry
  }
}

let encyclopedia = [
  "everest": "Everest, in the Himalayas, is 8849 metres high and was first climbed in 1953.",
  "mont blanc": "Mont Blanc, in the Alps, is 4806 metres high and was first climbed in 1786.",
  "kilimanjaro": "Kilimanjaro, in Tanzania, is 5895 metres high and was first climbed in 1889.",
]

extension Tool.Schema {
  /// The schema of an object with a single text.
  fileprivate static func object(of name: String, _ description: String) -> Tool.Schema {
    [
      "type": "object", "required": [.string(name)],
      "properties": .object([name: ["type": "string", "description": .string(description)]]),
    ]
  }
}
