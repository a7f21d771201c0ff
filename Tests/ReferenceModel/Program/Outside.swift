/// What happens outside a run: one person, who does one thing after the other.
///
/// They first send the early answers, right after the run was started, and then read the stream, event by event, and
/// react to each before they read the next.
package struct Outside: Codable, Hashable, Sendable {
  /// An answer that nobody asked for.
  package struct Answer: Codable, Hashable, Sendable {
    package var number: Int
    package var value: Int

    package init(number: Int, value: Int) {
      self.number = number
      self.value = value
    }
  }

  /// When the person cancels the run.
  package enum Cancel: Codable, Hashable, Sendable {
    /// When nothing has happened for long: on a virtual clock, at ``quietTime``.
    case whenQuiet
    /// Instead of any other reaction to this many-th stream event, from 1; questions count.
    case afterStreamEvents(count: Int)
  }

  /// A time in seconds by which every program does nothing any more, unless somebody does something about it.
  package static let quietTime = 3600

  /// Whether questions are answered.
  package var answers: Bool
  /// Answers to questions that nobody has asked yet; if no step takes them, nobody ever waits for them.
  package var early: [Answer]
  package var cancel: Cancel?

  package init(answers: Bool = false, early: [Answer] = [], cancel: Cancel? = nil) {
    self.answers = answers
    self.early = early
    self.cancel = cancel
  }
}
