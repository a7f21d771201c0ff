import LanguageModels

extension ScriptedModel {
  /// Stands in for a model where there is none: it asks for the tools that the words of the question suggest.
  static var functionCalling: ScriptedModel {
    ScriptedModel(delay: .milliseconds(10)) { request in
      let turn = request.messages.lastIndex { $0.role == .user } ?? 0
      let question = request.messages[turn].content
      let outputs = request.messages[turn...].filter { $0.role == .tool }.map(\.content)

      if outputs.isEmpty {
        let calls = calls(for: question)
        return calls.isEmpty ? "I can calculate, tell the time, and look mountains up." : reply("Let me see.", calls)
      }
      // It knows what to do with metres, if feet are asked for.
      if question.contains("feet"), outputs.count == 1,
        let metres = words(outputs[0]).first(where: { Int($0) != nil })
      {
        return reply("I need that in feet.", [call("calculator", ["expression": "\(metres) / 0.3048"])])
      }
      return .text("Here is what I found: " + outputs.joined(separator: "; "))
    }
  }

  private static func calls(for question: String) -> [ToolCall] {
    var calls: [ToolCall] = []
    let expression = question.drop { !$0.isNumber && $0 != "(" }.prefix { $0.isNumber || " .+-*/()".contains($0) }
    if expression.contains(where: \.isNumber) { calls.append(call("calculator", ["expression": trim(expression)])) }
    if words(question).contains(where: { ["time", "date", "clock"].contains($0) }) { calls.append(call("clock", [:])) }
    for marker in ["How high is ", "how high is "] {
      guard let found = question.firstRange(of: marker) else { continue }
      let name = question[found.upperBound...].prefix { $0.isLetter || $0 == " " }
      let end = name.firstRange(of: " in feet")?.lowerBound ?? name.firstRange(of: " and ")?.lowerBound
      calls.append(call("lookup", ["name": trim(end.map { name[..<$0] } ?? name)]))
    }
    return calls
  }

  private static func words(_ text: String) -> [Substring] { text.split { !$0.isLetter && !$0.isNumber } }

  private static func trim(_ text: Substring) -> String {
    var text = text
    while let last = text.last, " .".contains(last) { text.removeLast() }
    return String(text)
  }

  private static func call(_ name: String, _ arguments: [String: String]) -> ToolCall {
    let members = arguments.map { "\"\($0.key)\": \"\($0.value)\"" }.joined(separator: ", ")
    return ToolCall(id: name, name: name, arguments: "{\(members)}")
  }

  private static func reply(_ text: String, _ calls: [ToolCall]) -> Reply {
    .calling(
      calls.enumerated().map { ToolCall(id: "call_\($0)", name: $1.name, arguments: $1.arguments) }, saying: text)
  }
}
