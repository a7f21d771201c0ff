public import AsyncHTTPClient

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// A model behind OpenAI's chat API, or any other server that speaks it.
///
/// ```swift
/// let cloud = OpenAI(model: "gpt-4o-mini")  // the key is in OPENAI_API_KEY
/// let local = OpenAI(model: "llama3.2", baseURL: "http://localhost:11434/v1")
/// ```
///
/// All requests are `POST {base URL}/chat/completions`, prompts too, because that is what servers have in common; see the
/// [API reference](https://platform.openai.com/docs/api-reference/chat). Requests are never repeated by themselves:
/// that is for the caller to decide, by ``LanguageModelError/isRetryable`` and ``LanguageModelError/retryAfter``.
///
/// Cancelling the task that waits or iterates, or letting go of an iterator, closes the connection, which is how servers
/// learn that nobody wants the rest of the answer.
public struct OpenAI: Sendable {
  /// Where OpenAI's own servers are.
  public static let defaultBaseURL = "https://api.openai.com/v1"

  /// The name of the model, as the server knows it.
  public var model: String

  /// What `/chat/completions` is appended to.
  ///
  /// A query, as Azure needs it, stays at the end.
  public var baseURL: String

  /// How freely the model chooses its words, usually from 0 to 2; `nil` leaves it to the server.
  public var temperature: Double?

  /// At how many tokens an answer is cut off, with ``FinishReason/length``; `nil` leaves it to the server.
  public var maxTokens: Int?

  /// How long to wait for the server.
  public var timeouts: Timeouts

  /// Whether a streamed answer is to end with the number of tokens.
  ///
  /// Off, it suits a server that rejects `stream_options`.
  public var includesUsage: Bool

  /// Further headers of every request, such as `OpenAI-Organization`.
  ///
  /// They replace those of the same name.
  public var headers: [String: String]

  var apiKey: APIKey
  let httpClient: HTTPClient

  /// Creates a model.
  ///
  /// Nothing is checked or connected here. A key that is missing and a base URL that is none are reported by the first
  /// request.
  ///
  /// - Parameters:
  ///   - model: The name of the model, as the server knows it.
  ///   - apiKey: The key to authenticate with. By default that in the environment variable `OPENAI_API_KEY`, whatever the
  ///     server; the empty string sends none.
  ///   - baseURL: What `/chat/completions` is appended to. By default that in the environment variable
  ///     `OPENAI_BASE_URL`; ``defaultBaseURL`` if that is not set, or empty.
  ///   - temperature: How freely the model chooses its words, usually from 0 to 2.
  ///   - maxTokens: At how many tokens an answer is cut off.
  ///   - timeouts: How long to wait for the server.
  ///   - headers: Further headers of every request.
  ///   - httpClient: The client to send requests with. It is not shut down here. By default one that the process shares,
  ///     which unlike `HTTPClient.shared` reports a server that cannot be reached at once, lets a model think for as
  ///     long as `timeouts` says, and follows no redirects, so that a key goes nowhere else.
  public init(
    model: String,
    apiKey: String? = nil,
    baseURL: String? = nil,
    temperature: Double? = nil,
    maxTokens: Int? = nil,
    timeouts: Timeouts = Timeouts(),
    headers: [String: String] = [:],
    httpClient: HTTPClient? = nil
  ) {
    let environment = apiKey == nil || baseURL == nil ? ProcessInfo.processInfo.environment : [:]
    self.model = model
    self.apiKey = APIKey(apiKey ?? environment["OPENAI_API_KEY"] ?? "")
    let baseURL = (baseURL ?? environment["OPENAI_BASE_URL"] ?? "").withoutOuterSpace
    self.baseURL = baseURL.isEmpty ? Self.defaultBaseURL : baseURL
    self.temperature = temperature
    self.maxTokens = maxTokens
    self.timeouts = timeouts
    self.includesUsage = true
    self.headers = headers
    self.httpClient = httpClient ?? .languageModels
  }
}
