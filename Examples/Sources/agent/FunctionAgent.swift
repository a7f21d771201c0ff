import LanguageModels
import Workflows

struct InputEvent: Event { var input: [ChatMessage] }
struct ToolCallEvent: Event {
  var toolCall: ToolCall
  /// Its place among the calls of one answer.
  var index: Int
}
struct FunctionOutputEvent: Event {
  var toolCall: ToolCall
  var index: Int
  var output = ""
}

/// What the model writes, as it writes it: text, or a piece of a tool call, which begins with its name.
struct StreamEvent: Event {
  var delta = ""
  var toolName: String?
  var toolArguments = ""
}

/// The function-calling agent of the Python documentation: the model asks for tools until it has an answer.
@Workflow(timeout: .seconds(120))
struct FunctionAgent {
  var llm: any LanguageModel
  var tools: [FunctionTool]
  var maxRounds = 10

  /// Another run may go on with the conversation.
  struct State: WorkflowState {
    var chatHistory: [ChatMessage] = []
    var rounds = 0
  }

  @EventUnion enum Reply { case call(ToolCallEvent), answer(Stop<String>) }

  @Step
  func prepareChatHistory(_ event: Start<String>, context: Context) -> InputEvent {
    context.store.edit { state in
      state.chatHistory.append(.user(event.input))
      state.rounds = 0
    }
    return InputEvent(input: context.store.chatHistory)
  }

  /// Asks the model; what it asks for is an event each, so that the tools work at once.
  @Step(timeout: .idle(.seconds(60)))
  func handleLLMInput(_ event: InputEvent, context: Context) async throws -> [Reply] {
    if context.store.rounds == maxRounds { throw TooManyRounds(limit: maxRounds) }
    let message = try await llm.streamChat(event.input, tools: tools.map(\.metadata)).collect { chunk in
      if !chunk.delta.isEmpty { context.writeEventToStream(StreamEvent(delta: chunk.delta)) }
      for call in chunk.toolCallDeltas {
        context.writeEventToStream(StreamEvent(toolName: call.name, toolArguments: call.arguments))
      }
    }.message
    context.store.edit { state in
      state.chatHistory.append(message)
      state.rounds += 1
    }
    if message.toolCalls.isEmpty { return [.answer(Stop(message.content))] }
    return message.toolCalls.enumerated().map { .call(ToolCallEvent(toolCall: $1, index: $0)) }
  }

  /// Calls a tool; what goes wrong is for the model to know, which may try something else.
  @Step
  func handleToolCall(_ event: ToolCallEvent, context: Context) async throws -> FunctionOutputEvent {
    let call = event.toolCall
    var result = FunctionOutputEvent(toolCall: call, index: event.index)
    do {
      guard let tool = tools.first(where: { $0.metadata.name == call.name }) else {
        throw ToolError("there is no tool named '\(call.name)'")
      }
      result.output = try await tool.fn(call)
    } catch let error as CancellationError {
      throw error
    } catch {
      result.output = "Error: \(error)"
    }
    context.writeEventToStream(result)
    return result
  }

  /// Tells the model what its tools said, in the order in which it asked for them.
  @Step
  func collectOutputs(_ events: [FunctionOutputEvent], context: Context) -> InputEvent {
    let outputs = events.sorted { $0.index < $1.index }
    context.store.edit { state in
      state.chatHistory += outputs.map { .tool($0.output, callID: $0.toolCall.id) }
    }
    return InputEvent(input: context.store.chatHistory)
  }
}

/// The agent has asked the model as often as it may.
struct TooManyRounds: Error, CustomStringConvertible {
  var limit: Int
  var description: String { "no answer within \(limit) rounds" }
}
