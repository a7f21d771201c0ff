internal import NIOConcurrencyHelpers

/// A model that answers from a script: for tests, examples and work without a network.
///
/// ```swift
/// let model = ScriptedModel(["Call me Ishmael.", .calling(ToolCall(id: "1", name: "sail", arguments: "{}"))])
/// ```
///
/// The same script makes the same pieces every time. The model writes down what it was asked. Both is safe with any
/// number of tasks, but with several at once it is chance who gets which reply of a list; give a closure then.
public final class ScriptedModel: LanguageModel {
  /// What the model was asked.
  public struct Request: Sendable, Hashable {
    /// The conversation.
    public var messages: [ChatMessage]

    /// What the model might have asked to have called.
    public var tools: [Tool]

    /// The text of the last message, which of a completion is the prompt.
    public var prompt: String { messages.last?.content ?? "" }

    /// Creates a request.
    public init(messages: [ChatMessage], tools: [Tool] = []) {
      self.messages = messages
      self.tools = tools
    }
  }

  private let delay: Duration
  private let clock: any Clock<Duration>
  private let script: @Sendable (Request, Int) throws -> Reply
  private let log = NIOLockedValueBox<[Request]>([])

  /// Everything the model was asked, in the order it was asked.
  ///
  /// A request counts when its first piece is asked for, because a stream that nobody iterates asks nothing.
  public var requests: [Request] { log.withLockedValue { $0 } }

  /// The ``Request/prompt`` of everything the model was asked, in the order it was asked.
  public var prompts: [String] { requests.map(\.prompt) }

  /// Creates a model that gives one reply after the other.
  ///
  /// When there are no more, it throws ``LanguageModelError`` with the code `scriptExhausted`.
  ///
  /// - Parameters:
  ///   - replies: What it answers, first reply first.
  ///   - delay: How long each token takes. Zero takes no time at all, and does not ask the clock.
  ///   - clock: What the delay is measured with.
  public convenience init(
    _ replies: [Reply], delay: Duration = .zero, clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.init(delay: delay, clock: clock) { request, index in
      guard replies.indices.contains(index) else {
        throw LanguageModelError(
          code: .scriptExhausted,
          message: "The script has \(replies.count) replies, and this is request \(index + 1): \"\(request.prompt)\". "
            + "Give the ScriptedModel more replies, or a closure.")
      }
      return replies[index]
    }
  }

  /// Creates a model that gives the reply a closure chooses.
  ///
  /// - Parameters:
  ///   - delay: How long each token takes. Zero takes no time at all, and does not ask the clock.
  ///   - clock: What the delay is measured with.
  ///   - reply: Chooses the reply to a request. What it throws, the model throws.
  public convenience init(
    delay: Duration = .zero, clock: any Clock<Duration> = ContinuousClock(),
    reply: @escaping @Sendable (Request) throws -> Reply
  ) {
    self.init(delay: delay, clock: clock) { request, _ in try reply(request) }
  }

  private init(
    delay: Duration, clock: any Clock<Duration>, script: @escaping @Sendable (Request, Int) throws -> Reply
  ) {
    self.delay = delay
    self.clock = clock
    self.script = script
  }

  /// Gives the next reply of the script, token by token.
  public func streamChat(_ messages: [ChatMessage], tools: [Tool]) -> ChatStream {
    ChatStream(ScriptedDeltas(model: self, request: Request(messages: messages, tools: tools)))
  }

  fileprivate func reply(to request: Request) throws -> Reply {
    let index = log.withLockedValue { log in
      log.append(request)
      return log.count - 1
    }
    return try script(request, index)
  }

  fileprivate func pause() async throws {
    try Task.checkCancellation()
    if delay > .zero { try await clock.sleep(for: delay) }
  }
}

/// The pieces of a reply.
private struct ScriptedDeltas: AsyncSequence, Sendable {
  typealias Element = ChatDelta
  typealias Failure = any Error

  let model: ScriptedModel
  let request: ScriptedModel.Request

  func makeAsyncIterator() -> Iterator {
    Iterator(model: model, request: request)
  }

  struct Iterator: AsyncIteratorProtocol {
    let model: ScriptedModel
    let request: ScriptedModel.Request
    var pieces: [ScriptedModel.Reply.Piece]?
    var position = 0

    mutating func next() async throws -> ChatDelta? {
      let pieces = try self.pieces ?? model.reply(to: request).pieces(for: request)
      self.pieces = pieces
      guard position < pieces.count else { return nil }
      defer { position += 1 }
      switch pieces[position] {
      case .token(let delta):
        try await model.pause()
        return delta
      case .end(let delta): return delta
      case .failure(let error): throw error
      }
    }
  }
}
