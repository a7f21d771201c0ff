internal import NIOCore
internal import ServerSentEvents

/// What a server adds to an answer, piece by piece.
///
/// Each iteration is a request, made when the first piece is asked for.
struct ChatDeltas: AsyncSequence, Sendable {
  typealias Element = ChatDelta
  typealias Failure = any Error

  var model: OpenAI
  var messages: [ChatMessage]
  var tools: [Tool]

  func makeAsyncIterator() -> Iterator {
    Iterator(state: .unsent(self))
  }

  struct Iterator: AsyncIteratorProtocol {
    enum State {
      case unsent(ChatDeltas)
      case streaming(ChatEvents)
      case finished
    }

    var state: State

    mutating func next() async throws -> ChatDelta? {
      try await next(isolation: nil)
    }

    mutating func next(isolation actor: isolated (any Actor)?) async throws -> ChatDelta? {
      // Whatever is thrown below leaves nothing open.
      let current = state
      state = .finished
      switch current {
      case .finished:
        return nil
      case .unsent(let deltas):
        switch try await deltas.send() {
        case .whole(let delta):
          return delta
        case .events(let events):
          state = .streaming(events)
          return try await next(isolation: actor)
        }
      case .streaming(var events):
        guard let delta = try await events.next() else { return nil }
        state = .streaming(events)
        return delta
      }
    }
  }

  private enum Answer {
    case events(ChatEvents)
    case whole(ChatDelta)
  }

  private func send() async throws -> Answer {
    let exchange = try ChatExchange(model, messages, tools, streams: true)
    var (mediaType, body) = try await exchange.send()
    switch mediaType {
    case "application/json":
      // A server that cannot stream answers as a whole, and some report errors like this.
      return .whole(try exchange.decoder.answer(try await body.collect(upTo: ChatDecoder.maximumSize)))
    case "text/html":
      throw LanguageModelError(
        code: .malformedResponse,
        message: "\(exchange.decoder.endpoint) answered with a page of HTML. Is the base URL that of an "
          + "OpenAI-compatible server, with its version, such as /v1?")
    default:
      return .events(ChatEvents(body: body, decoder: exchange.decoder))
    }
  }
}

/// The events of a streamed answer.
struct ChatEvents {
  private var body: ResponseBody
  private var parser = ServerSentEventParser(maximumEventSize: ChatDecoder.maximumSize)
  private let decoder: ChatDecoder
  private var isComplete = false

  init(body: ResponseBody, decoder: ChatDecoder) {
    self.body = body
    self.decoder = decoder
  }

  /// The next piece, or `nil` when the answer is complete.
  mutating func next() async throws -> ChatDelta? {
    while true {
      while let event = try nextEvent() {
        if event.data == "[DONE]" {
          await body.drain()
          return nil
        }
        let delta = try decoder.chunk(event.data)
        if delta.finishReason != nil { isComplete = true }
        if !delta.isEmpty { return delta }
      }
      guard let bytes = try await nextBytes() else { return nil }
      parser.append(bytes.readableBytesView)
    }
  }

  private mutating func nextEvent() throws(LanguageModelError) -> ServerSentEvent? {
    do {
      return try parser.next()
    } catch {
      throw LanguageModelError(
        code: .malformedResponse,
        message: "\(decoder.endpoint) sent an event of more than \(ChatDecoder.maximumSize) bytes.", cause: error)
    }
  }

  /// The next bytes, or `nil` if there are none and the answer is complete.
  private mutating func nextBytes() async throws -> ByteBuffer? {
    do {
      if let bytes = try await body.next() { return bytes }
    } catch {
      try Task.checkCancellation()
      // Once the model has said why it stopped, nothing of the answer can be missing any more.
      if isComplete { return nil }
      throw error
    }
    if isComplete { return nil }
    throw LanguageModelError(
      code: .connectionLost,
      message: "\(decoder.endpoint) ended its answer without saying that it is complete. Try again.")
  }
}
