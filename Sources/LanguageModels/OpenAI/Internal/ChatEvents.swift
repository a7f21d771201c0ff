internal import NIOCore
internal import ServerSentEvents

/// The events of a streamed answer.
struct ChatEvents {
  private var body: ResponseBody
  private var parser = ServerSentEventParser(maximumEventSize: ChatDecoder.maximumSize)
  private let decoder: ChatDecoder
  private let isLabelled: Bool
  private var isComplete = false
  /// What came before the first event: perhaps no stream at all.
  private var preface: ByteBuffer? = ByteBuffer()
  /// Until when to wait for what may follow a complete answer: its usage, and `[DONE]`.
  private var patience: ContinuousClock.Instant?

  /// - Parameter isLabelled: Whether the server says that it is an event stream.
  init(body: ResponseBody, decoder: ChatDecoder, isLabelled: Bool) {
    self.body = body
    self.decoder = decoder
    self.isLabelled = isLabelled
  }

  /// The next piece, or `nil` when the answer is complete.
  mutating func next() async throws -> ChatDelta? {
    while true {
      while let event = try nextEvent() {
        preface = nil
        if event.data == "[DONE]" {
          await body.drain()
          return nil
        }
        let delta = try decoder.chunk(event.data)
        if delta.finishReason != nil { isComplete = true }
        if !delta.isEmpty { return delta }
      }
      guard let bytes = try await nextBytes() else { return isComplete ? nil : try unstreamed() }
      if let size = preface?.readableBytes, size < ChatDecoder.maximumSize { preface?.writeImmutableBuffer(bytes) }
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

  /// What came, if it is no event stream but a whole answer or an error, which some servers send under any label.
  private mutating func unstreamed() throws(LanguageModelError) -> ChatDelta {
    if let bytes = preface, let first = bytes.readableBytesView.first,
      !isLabelled || [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first)
    {
      preface = nil
      isComplete = true
      return try decoder.answer(bytes)
    }
    throw LanguageModelError(
      code: .connectionLost,
      message: "\(decoder.endpoint) ended its answer without saying that it is complete. Try again.")
  }

  /// The next bytes, or `nil` at the end.
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
      return try await body.next()
    } catch {
      try Task.checkCancellation()
      // Once the model has said why it stopped, nothing of the answer can be missing any more.
      if isComplete { return nil }
      throw error
    }
  }
}
