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
      return .events(
        ChatEvents(body: body, decoder: exchange.decoder, isLabelled: mediaType == "text/event-stream"))
    }
  }
}
