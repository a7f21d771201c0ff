import Foundation
import Testing
import Workflows

/// Real time and real threads are the subject here.
@Suite("A step that blocks its thread", .mayNotHang)
struct BlockingStepTests {
  private func blocking(_ gate: Gate) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("blocking", output: Int.self) {
      Step("block", blocking: true) { (event: Start<Int>, _) in
        gate.block()
        return Stop(event.input)
      }
    }
  }

  @Test func `holds up nobody, and another run's timeout comes in time`() async throws {
    try await inLab(isRealTime: true) { lab in
      let gate = Gate()
      let cores = ProcessInfo.processInfo.activeProcessorCount
      let blocked = (0..<(cores * 2)).map { lab.run(blocking(gate), $0) }
      await gate.arrived(cores * 2)
      let other = lab.run(waiting(at: Gate()), 0, timeout: .milliseconds(20))
      #expect(await other.failureCode() == .timedOut)
      let third = try await lab.run(echo(), 5).result
      #expect(third == 5)
      let isStillBlocked = blocked.allSatisfy { !$0.isDone }
      #expect(isStillBlocked)
      gate.open()
      for (index, handler) in blocked.enumerated() {
        let result = try await handler.result
        #expect(result == index)
      }
    }
  }

  @Test func `waits for a thread where there is a limit`() async throws {
    try await inLab(limits: .init(blockingThreads: 2)) { lab in
      let (gate, crowd) = (Gate(), Crowd())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<8).map { Number(n: $0) } }
        Step("block", numWorkers: 8, blocking: true) { (event: Number, context) -> Stop<Int>? in
          crowd.enter()
          gate.block()
          crowd.leave()
          return context.collectEvents(event, count: 8).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived(2)
      #expect(crowd.now == 2)
      gate.open()
      let result = try await handler.result
      #expect(result == 8)
      #expect(crowd.most == 2)
    }
  }

  @Test func `may follow a step that does not, and the other way round`() async throws {
    let workflow = alternating()
    try await inLab { lab in
      let result = try await lab.run(workflow, 0).result
      #expect(result == 100)
    }
  }

  /// Steps that block and steps that do not, in turns.
  private func alternating() -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("a") { (event: Start<Int>, _) in Left(n: event.input) }
      Step("b", blocking: true) { (event: Left, _) -> Right in
        blockForAMoment()
        return Right(n: event.n + 1)
      }
      Step("c") { (event: Right, _) in Number(n: event.n + 1) }
      Step("d", blocking: true) { (event: Number, _) -> Either<Left, Stop<Int>> in
        event.n < 100 ? .first(Left(n: event.n)) : .second(Stop(event.n))
      }
    }
  }

  @Test func `is left behind when it does not notice that its run was cancelled`() async throws {
    try await inLab(isRealTime: true) { lab in
      let gate = Gate()
      let handler = lab.run(blocking(gate), 1, options: .init(cancellationGrace: .milliseconds(10)))
      await gate.arrived()
      handler.cancelRun()
      #expect(await handler.failureCode() == .cancelled)
      #expect(lab.log.first?.metadata["steps"] == "block")
      gate.open()
    }
  }

  struct Count: WorkflowState { var n = 0 }

  @Test func `may write to the stream, send, and use the state, like any other`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self, state: Count.self) {
        Step("block", blocking: true, sends: Number.self) { (event: Start<Int>, context) in
          context.writeEventToStream(Progress(msg: "blocking"))
          context.store.edit { $0.n = event.input }
          context.sendEvent(Number(n: context.store.n + 1))
        }
        Step("end") { (number: Number, _) in Stop(number.n) }
      }
      let handler = lab.run(workflow, 7)
      let result = try await handler.result
      #expect(result == 8)
      #expect(handler.state.n == 7)
      #expect(await handler.allNames() == ["Progress", "StopEvent"])
    }
  }
}

/// Blocks the thread for a moment.
private func blockForAMoment() { Thread.sleep(forTimeInterval: 0.000_1) }
