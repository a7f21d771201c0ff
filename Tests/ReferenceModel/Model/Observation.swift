/// What can be seen of one run of a program, by whatever it was run.
package struct Observation: Codable, Hashable, Sendable {
  /// What an attempt was started with.
  package struct Started: Codable, Hashable, Sendable {
    /// The type of the event; if there are several, or could be, the first of the types that the step takes.
    package var event: EventType
    /// The value of the event, or the sum of several.
    package var value: Int
    /// The values of a batch in the order in which its events came, or of a set in the order of its types.
    package var members: [Int]?
    /// From 1.
    package var attempt: Int

    package init(event: EventType, value: Int, members: [Int]? = nil, attempt: Int) {
      self.event = event
      self.value = value
      self.members = members
      self.attempt = attempt
    }
  }

  /// An event of the stream; the runtime's own events are not counted among them.
  package struct Written: Codable, Hashable, Sendable {
    /// The index of the step that wrote it.
    package var step: Int
    /// What the attempt that wrote it was started with.
    package var by: Started
    /// Which of the events of the attempt it is, from 0; `nil` for a question.
    package var index: Int?
    /// The number and the value of the question that it is.
    package var question: Question?

    package init(step: Int, by: Started, index: Int) {
      self.step = step
      self.by = by
      self.index = index
    }

    package init(step: Int, by: Started, question: Question) {
      self.step = step
      self.by = by
      self.question = question
    }
  }

  /// A question as it is seen outside.
  package struct Question: Codable, Hashable, Sendable {
    package var number: Int
    package var value: Int

    package init(number: Int, value: Int) {
      self.number = number
      self.value = value
    }
  }

  package var ending: Ending
  /// For every step, in declaration order, what its attempts were started with, in order.
  package var starts: [[Started]]
  /// The events of the stream, in order.
  package var stream: [Written]

  package init(ending: Ending, starts: [[Started]], stream: [Written]) {
    self.ending = ending
    self.starts = starts
    self.stream = stream
  }
}
