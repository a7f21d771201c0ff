internal import NIOCore
internal import NIOFoundationEssentialsCompat

#if canImport(FoundationEssentials)
internal import FoundationEssentials
#else
internal import Foundation
#endif

/// Reads what a server answers.
struct ChatDecoder {
  /// How many bytes an answer, or a single event of a streamed one, may have: 16 MiB.
  static let maximumSize = 16 * 1024 * 1024

  let endpoint: Endpoint
  private let apiKey: APIKey
  private let decoder = JSONDecoder()

  init(endpoint: Endpoint, apiKey: APIKey) {
    self.endpoint = endpoint
    self.apiKey = apiKey
  }

  /// What a chunk of a streamed answer adds.
  func chunk(_ text: String) throws(LanguageModelError) -> ChatDelta {
    let data = Data(text.utf8)
    return try decode(data, where: "\(endpoint), in the middle of an answer,").delta
  }

  /// A whole answer.
  func answer(_ bytes: ByteBuffer) throws(LanguageModelError) -> ChatDelta {
    let completion = try decode(Data(bytes.readableBytesView), where: "\(endpoint)")
    guard completion.choices?.isEmpty == false else {
      throw LanguageModelError(
        code: .malformedResponse,
        message: "The answer of \(endpoint) holds no choice. Is the base URL that of an OpenAI-compatible server?")
    }
    return completion.delta
  }

  /// What the body of an error response says.
  func serverError(_ bytes: ByteBuffer) -> ServerError {
    let data = Data(bytes.readableBytesView)
    do {
      let error = redacted(try decoder.decode(ServerError.self, from: data))
      if error.message != nil { return error }
    } catch {
      // It need not be JSON: proxies answer with a text, or a page of HTML, which is shown below.
    }
    return ServerError(message: excerpt(data))
  }

  private func decode(_ data: Data, where place: String) throws(LanguageModelError) -> ChatCompletion {
    let completion: ChatCompletion
    do {
      completion = try decoder.decode(ChatCompletion.self, from: data)
    } catch {
      throw LanguageModelError(
        code: .malformedResponse,
        message: "\(place) sent what is not a chat completion: \(excerpt(data))", cause: error)
    }
    let reported = completion.error.flatMap { $0.isEmpty && completion.choices != nil ? nil : $0 }
    if let error = reported ?? errorInPlaceOfChoices(completion, data) {
      throw LanguageModelError(redacted(error), status: error.impliedStatus, place: place)
    }
    return completion
  }

  /// Some servers, vLLM among them, send the members of an error at the top level.
  private func errorInPlaceOfChoices(_ completion: ChatCompletion, _ data: Data) -> ServerError? {
    guard completion.choices == nil && completion.usage == nil else { return nil }
    do {
      let error = try decoder.decode(ServerError.self, from: data)
      return error.message == nil ? nil : error
    } catch {
      // Neither an answer nor an error: a sign of life, of which some servers have their own forms.
      return nil
    }
  }

  private func redacted(_ error: ServerError) -> ServerError {
    var error = error
    error.message = error.message.map { apiKey.redacted($0) }
    return error
  }

  /// The beginning of what the server sent, without the key, of which the end must not be cut off before it is found.
  private func excerpt(_ data: Data) -> String {
    let limit = 500
    let text = apiKey.redacted(String(decoding: data.prefix(4 * limit), as: UTF8.self))
    return text.count > limit || data.count > 4 * limit ? "\(text.prefix(limit))… (\(data.count) bytes)" : text
  }
}
