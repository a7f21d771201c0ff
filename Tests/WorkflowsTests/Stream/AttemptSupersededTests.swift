import Testing
import Workflows

@Suite("An attempt that is superseded", .mayNotHang)
struct AttemptSupersededTests {
  @Test func `is announced with the number of the first event that it wrote`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("first") { (_: Start<Int>, context) in
          context.writeEventToStream(Progress(msg: "0"))
          return Number(n: 1)
        }
        Step("s", retry: .init(wait: .none)) { (_: Number, context) in
          for n in 0..<context.attempt { context.writeEventToStream(Number(n: n)) }
          if context.attempt < 3 { throw Boom() }
          return Stop(1)
        }
      }
      let superseded = await lab.run(workflow, 0).all(AttemptSuperseded.self)
      // 0: progress; 1: attempt 1; 2: superseded; 3, 4: attempt 2; 5: superseded; 6, 7, 8: attempt 3; 9: stop.
      #expect(
        superseded == [
          AttemptSuperseded(stepName: "s", attempt: 1, firstSequence: 1),
          AttemptSuperseded(stepName: "s", attempt: 2, firstSequence: 3),
        ])
    }
  }

  @Test func `is not announced if it wrote nothing`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init(wait: .none)) { (_: Start<Int>, context) in
          if context.attempt < 3 { throw Boom() }
          return Stop(1)
        }
      }
      let events = await lab.run(workflow, 0).allEvents()
      #expect(names(events) == ["StopEvent"])
    }
  }

  @Test func `is not announced if no attempt comes after it`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init(wait: .none, stop: .afterAttempt(1))) { (_: Start<Int>, context) -> Stop<Int> in
          context.writeEventToStream(Progress(msg: "x"))
          throw Boom()
        }
      }
      let events = await lab.run(workflow, 0).allEvents()
      #expect(names(events) == ["Progress", "WorkflowFailedEvent"])
    }
  }

  @Test func `is not taken for another that wrote at the same time`() async throws {
    try await inLab { lab in
      let (both, go) = (Gate(), Gate())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 0), Number(n: 1)] }
        Step("s", retry: .init(wait: .none)) { (event: Number, context) -> Stop<Int>? in
          if context.attempt == 1, event.n == 0 {
            try await both.pass()
            context.writeEventToStream(Progress(msg: "zero"))
            throw Boom()
          }
          if event.n == 1 {
            context.writeEventToStream(Progress(msg: "one"))
            both.open()
            try await go.pass()
          } else {
            go.open()
          }
          return context.collectEvents(event, count: 2).map { Stop($0.count) }
        }
      }
      let superseded = await lab.run(workflow, 0).all(AttemptSuperseded.self)
      #expect(superseded == [AttemptSuperseded(stepName: "s", attempt: 1, firstSequence: 1)])
    }
  }
}
