internal import NIOCore
internal import ServerSentEvents

/// The events of a streamed answer.
struct ChatEvents {
  private var body: ResponseBody
  private var parser = ServerSentEventParser(maximumEventSize: ChatDecoder.maximumSize)
  private let decoder: ChatDecoder
  private var isComplete = false
  /// Until when to wait for what may follow a complete answer: its usage, and `[DONE]`.
  private var patience: ContinuousClock.Instant?

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
      if isComplete {
        // Not from when it was complete: a slow reader must not miss what has long been there.
        let end = patience ?? body.patience(atMost: .seconds(5))
        patience = end
        let bytes = try await body.next(before: end)
        // A cancelled read may also look like the end.
        try Task.checkCancellation()
        return bytes
      }
      if let bytes = try await body.next() { return bytes }
    } catch {
      try Task.checkCancellation()
      // Once the model has said why it stopped, nothing of the answer can be missing any more.
      if isComplete { return nil }
      throw error
    }
    throw LanguageModelError(
      code: .connectionLost,
      message: "\(decoder.endpoint) ended its answer without saying that it is complete. Try again.")
  }
}
