/// How many tokens a request took.
public struct TokenUsage: Sendable, Hashable, Codable {
  /// The tokens of what the model was given.
  public var promptTokens: Int

  /// The tokens of what the model made.
  public var completionTokens: Int

  /// All tokens, which is what is usually paid for.
  public var totalTokens: Int

  /// Creates a usage.
  ///
  /// - Parameters:
  ///   - promptTokens: The tokens of what the model was given.
  ///   - completionTokens: The tokens of what the model made.
  ///   - totalTokens: All tokens; the sum of both unless given.
  public init(promptTokens: Int, completionTokens: Int, totalTokens: Int? = nil) {
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.totalTokens = totalTokens ?? promptTokens + completionTokens
  }

  private enum CodingKeys: String, CodingKey {
    case promptTokens = "prompt_tokens"
    case completionTokens = "completion_tokens"
    case totalTokens = "total_tokens"
  }

  /// Reads a usage in the shape of the OpenAI API, of which servers leave parts out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let prompt = try container.decodeIfPresent(Int.self, forKey: .promptTokens) ?? 0
    let completion = try container.decodeIfPresent(Int.self, forKey: .completionTokens) ?? 0
    // What a server claims is not to be trusted with an overflow trap.
    let sum = prompt.addingReportingOverflow(completion)
    promptTokens = prompt
    completionTokens = completion
    totalTokens =
      try container.decodeIfPresent(Int.self, forKey: .totalTokens) ?? (sum.overflow ? Int.max : sum.partialValue)
  }
}
