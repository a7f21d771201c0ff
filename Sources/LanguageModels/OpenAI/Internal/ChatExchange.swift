internal import AsyncHTTPClient
internal import NIOCore
internal import NIOFoundationEssentialsCompat
internal import NIOHTTP1

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// One request, ready to be sent.
struct ChatExchange {
  /// How much of the body of an error response is read.
  private static let maximumErrorSize = 64 * 1024

  let decoder: ChatDecoder
  private let endpoint: Endpoint
  private let model: OpenAI
  private let request: HTTPClientRequest

  /// - Throws: ``LanguageModelError`` if the model's configuration cannot be used.
  init(_ model: OpenAI, _ messages: [ChatMessage], _ tools: [Tool], streams: Bool) throws {
    self.model = model
    self.endpoint = try Endpoint(baseURL: model.baseURL)
    self.decoder = ChatDecoder(endpoint: endpoint, apiKey: model.apiKey)
    try model.checkHeaders(for: endpoint)

    let encoder = JSONEncoder()
    // The same request is the same bytes, which is what servers' prompt caches look at.
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body: Data
    do {
      body = try encoder.encode(
        ChatCompletionRequest(model, messages: messages, tools: tools, streams: streams, isOpenAI: endpoint.isOpenAI))
    } catch {
      throw LanguageModelError(
        code: .invalidConfiguration,
        message: "The request cannot be written as JSON. Is the temperature, or a number in a tool's schema, infinite?",
        cause: error)
    }

    var request = HTTPClientRequest(url: endpoint.url)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "Accept", value: streams ? "text/event-stream" : "application/json")
    if !model.apiKey.isEmpty { request.headers.add(name: "Authorization", value: model.apiKey.authorization) }
    for (name, value) in model.headers { request.headers.replaceOrAdd(name: name, value: value) }
    request.body = .bytes(ByteBuffer(data: body))
    self.request = request
  }

  /// Sends the request.
  ///
  /// - Returns: The media type and the body of a response with status 200.
  /// - Throws: ``LanguageModelError`` for any other, or `CancellationError`.
  func send() async throws -> (mediaType: String, body: ResponseBody) {
    // The HTTP client may send a request even though it is about to cancel it.
    try Task.checkCancellation()
    let timeouts = model.timeouts.bounded
    let response: HTTPClientResponse
    do {
      response = try await model.httpClient.execute(request, deadline: .now() + TimeAmount(timeouts.response))
    } catch {
      throw LanguageModelError.opening(error, to: endpoint, timeout: timeouts.response)
    }
    var body = ResponseBody(response.body, idleTimeout: timeouts.idle, endpoint: endpoint)
    guard response.status == .ok else {
      let bytes = try await body.prefix(upTo: Self.maximumErrorSize)
      throw LanguageModelError(
        decoder.serverError(bytes), status: Int(response.status.code), place: "\(endpoint)",
        retryAfter: RetryAfter.duration(response.headers))
    }
    let mediaType = response.headers.first(name: "content-type")?.lowercased() ?? ""
    return (String(mediaType.prefix { $0 != ";" && $0 != " " }), body)
  }
}
