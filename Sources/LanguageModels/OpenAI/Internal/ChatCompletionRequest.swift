/// The body of a request.
struct ChatCompletionRequest: Encodable {
  var model: String
  var messages: [ChatMessage]
  var tools: [Function]?
  var temperature: Double?
  var maxTokens: Int?
  var maxCompletionTokens: Int?
  var stream: Bool?
  var streamOptions: StreamOptions?

  struct Function: Encodable {
    var type = "function"
    var function: Tool
  }

  struct StreamOptions: Encodable {
    var includeUsage: Bool

    enum CodingKeys: String, CodingKey {
      case includeUsage = "include_usage"
    }
  }

  enum CodingKeys: String, CodingKey {
    case model, messages, tools, temperature, stream
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
    case streamOptions = "stream_options"
  }

  init(_ model: OpenAI, messages: [ChatMessage], tools: [Tool], streams: Bool, isOpenAI: Bool) {
    self.model = model.model
    self.messages = messages
    // An empty list is an error to some servers.
    self.tools = tools.isEmpty ? nil : tools.map { Function(function: $0) }
    self.temperature = model.temperature
    // OpenAI's newer models refuse the old name, and other servers do not know the new one.
    self.maxTokens = isOpenAI ? nil : model.maxTokens
    self.maxCompletionTokens = isOpenAI ? model.maxTokens : nil
    self.stream = streams ? true : nil
    self.streamOptions = streams && model.includesUsage ? StreamOptions(includeUsage: true) : nil
  }
}
