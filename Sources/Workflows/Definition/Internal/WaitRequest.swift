/// What a step waits for.
@usableFromInline
package struct WaitRequest: Sendable {
  /// What an event must be like, asked while no lock is held.
  package struct Requirement: Sendable {
    package let name: String
    package let isMet: @Sendable (any Event) throws -> Bool
  }

  package var type: any Event.Type
  /// Whether only the answer to this very question counts.
  package var isQuestion: Bool
  /// The number that the question gets, if it is asked now.
  package var question: UInt32 = 0
  /// What is written to the stream when the wait begins.
  package var prompt: (any Event)?
  package var requirements: [Requirement]
  package var timeout: Duration?
}
