// Steps that wait in the middle: what they wait for is taken, and leads on.
import Workflows

struct Note: Event {}
struct Reply: HumanResponseEvent { var yes: Bool }
struct Approval: Question {
  struct Answer: HumanResponseEvent { var yes: Bool }
}

@Workflow
struct Waiting {
  @Step func note(_ event: Start<Int>) -> Note { Note() }
  @Step(numWorkers: 2, sends: Note.self, waits: Note.self, Reply.self)
  func wait(_ event: Start<Int>, context: Context) async throws -> Stop<Bool> {
    _ = try await context.waitForEvent(Note.self)
    let reply = try await context.waitForEvent(Reply.self, requirements: [.equal(\.yes, true), .where("yes") { $0.yes }])
    let answer = try await context.ask(Approval(), timeout: nil)
    return Stop(reply.yes && answer.yes)
  }
}

// What is waited for may be another name of what is returned: the compiler is asked.
struct AnotherAsk: InputRequiredEvent {}

@Workflow
struct Elsewhere {
  @Step func ask(_ event: Start<Int>) -> AnotherAsk { AnotherAsk() }
  @Step(waits: Reply.self) func wait(_ event: Start<Int>, context: Context) async throws -> Stop<Bool> {
    Stop(try await context.waitForEvent(Reply.self).yes)
  }
}
