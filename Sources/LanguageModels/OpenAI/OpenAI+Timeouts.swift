extension OpenAI {
  /// How long to wait for a server.
  ///
  /// Exceeding one of them throws ``LanguageModelError`` with the code `timedOut`. There is no limit on how long an answer
  /// may take altogether, because that is for whoever needs the answer to say.
  public struct Timeouts: Sendable, Hashable {
    /// How long the server may take to begin its answer, connecting included.
    ///
    /// Without streaming, the model makes the whole answer in this time.
    public var response: Duration

    /// How long a server that has begun may then be silent.
    ///
    /// Comments in a stream, which servers send to keep a connection open, end a silence.
    public var idle: Duration

    /// Creates timeouts.
    public init(response: Duration = .seconds(300), idle: Duration = .seconds(60)) {
      self.response = response
      self.idle = idle
    }

    /// The timeouts between nothing and a year, because clocks overflow on what is meant to be for ever.
    var bounded: Timeouts {
      let year = Duration.seconds(365 * 86400)
      return Timeouts(response: min(max(response, .zero), year), idle: min(max(idle, .zero), year))
    }
  }
}
