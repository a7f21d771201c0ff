import Testing
import Workflows
import WorkflowsTesting

private typealias Handled = InlineWorkflow<Start<Int>, Stop<String>, NoState>

@Suite("A step that handles failures", .mayNotHang)
struct CatchErrorTests {
  @Test func `goes on in place of the step that failed`() async throws {
    try await inLab { lab in
      let workflow = Handled("w", output: String.self) {
        Step("fetch") { (event: Start<Int>, _) -> Text in throw Boom() }
        Step("read") { (text: Text, _) in Stop(text.text) }
        CatchError("recover", for: "fetch") { (failure, _) in Text(text: "\(failure.stepName): \(failure.exception)") }
      }
      let handler = lab.run(workflow, 0)
      let result = try await handler.result
      #expect(result == "fetch: boom")
      #expect(await handler.allNames() == ["StopEvent"])
      #expect(lab.lines == ["a step failed, and a handler takes over"])
      #expect(lab.log.first?.metadata["handler"] == "recover")
    }
  }

  @Test func `is asked once the retries are used up, and told of them`() async throws {
    let workflow = Handled("w", output: String.self) {
      Step("wait") { (event: Start<Int>, context) in
        try await context.sleep(for: .seconds(100))
        return Number(n: event.input)
      }
      Step("fetch", retry: .constantDelay(.seconds(10), maxAttempts: 3)) { (number: Number, context) -> Text in
        throw Boom(text: "boom \(context.attempt)")
      }
      Step("read") { (text: Text, _) in Stop(text.text) }
      CatchError("recover", for: "fetch") { (failure, context) in
        let number = failure.inputEvent as? Number
        return Text(
          text: "\(failure.exception) on \(number?.n ?? 0), \(failure.attempts) attempts, \(failure.elapsed), "
            + "\(failure.failedAt)")
      }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 7).result
      simulation.expect(result == "boom 3 on 7, 3 attempts, 20.0 seconds, 120.0 seconds", result)
    }
  }

  @Test func `that is named comes before one for all others`() async throws {
    try await inLab { lab in
      let workflow = Handled("w", output: String.self) {
        Step("first") { (event: Start<Int>, _) -> Number in
          if event.input == 0 { throw Boom() }
          return Number(n: 1)
        }
        Step("second") { (_: Number, _) -> Text in throw Boom() }
        Step("read") { (text: Text, _) in Stop(text.text) }
        CatchError("all") { (failure, _) in Text(text: "all: \(failure.stepName)") }
        CatchError("named", for: "second") { (failure, _) in Text(text: "named: \(failure.stepName)") }
      }
      let first = try await lab.run(workflow, 0).result
      let second = try await lab.run(workflow, 1).result
      #expect(first == "all: first")
      #expect(second == "named: second")
    }
  }

  @Test(arguments: [1, 2, 5])
  func `may do so as often as it says for what follows from the same event`(count: Int) async throws {
    try await inLab { lab in
      let attempts = Box(0)
      let workflow = Handled("w", output: String.self) {
        Step("begin") { (event: Start<Int>, _) in Number(n: event.input) }
        Step("fetch") { (number: Number, _) -> Text in
          attempts.change { $0 += 1 }
          throw Boom()
        }
        Step("read") { (text: Text, _) in Stop(text.text) }
        CatchError("again", for: "fetch", maxRecoveries: count) { (_, _) in Number(n: 0) }
      }
      let handler = lab.run(workflow, 0)
      #expect(await handler.failure() is Boom)
      #expect(attempts.value == count + 1)
      let end = handler.stopEvent as? WorkflowFailedEvent
      #expect(end?.stepName == "fetch")
      let said = "step 'again' has handled \(count) of the failures on the way here and may no more"
      #expect(end?.traceback.contains(said) == true, "\(end?.traceback ?? "")")
    }
  }

  @Test func `counts what follows from an array, too`() async throws {
    try await inLab { lab in
      let attempts = Box(0)
      let workflow = Handled("w", output: String.self) {
        Step("begin") { (event: Start<Int>, _) in Right(n: event.input) }
        Step("fan") { (right: Right, _) in [Number(n: right.n)] }
        Step("fetch") { (number: Number, _) -> Left in
          // Not for ever, should it not be counted.
          if attempts.change({ $0 += 1 }) < 5 { throw Boom() }
          return Left(n: number.n)
        }
        Step("join") { (lefts: [Left], _) in Stop("\(lefts.count)") }
        CatchError("again", for: "fetch", maxRecoveries: 2) { (_, _) in Right(n: 0) }
      }
      #expect(await lab.run(workflow, 0).failure() is Boom)
      #expect(attempts.value == 3)
    }
  }

  @Test func `counts what is sent, too, and every branch by itself`() async throws {
    try await inLab { lab in
      let workflow = Handled("w", output: String.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("fetch") { (number: Number, _) -> Left? in
          if number.n < 100 { throw Boom() }
          return Left(n: number.n)
        }
        Step("join") { (lefts: [Left], _) in Stop(lefts.map { "\($0.n)" }.sorted().joined(separator: " ")) }
        CatchError("again", for: "fetch") { (failure, context) -> Number? in
          guard let number = failure.inputEvent as? Number else { return nil }
          return Number(n: number.n + 100)
        }
      }
      let result = try await lab.run(workflow, 3).result
      #expect(result == "100 101 102")

      let sending = Handled("w", output: String.self) {
        Step("fetch") { (event: Either<Start<Int>, Number>, _) -> Stop<String>? in throw Boom() }
        CatchError("again", .catching(for: "fetch", sends: Number.self)) { (_, context) -> Stop<String>? in
          context.sendEvent(Number(n: 0))
          return nil
        }
      }
      #expect(await lab.run(sending, 0).failure() is Boom)
    }
  }

  @Test func `ends the run when it fails itself, and says of what`() async throws {
    try await inLab { lab in
      let workflow = Handled("w", output: String.self) {
        Step("fetch") { (event: Start<Int>, _) -> Stop<String> in throw Boom(text: "first") }
        CatchError("recover") { (failure, _) -> Stop<String> in throw Wrapped(text: "second", cause: failure.exception)
        }
      }
      let handler = lab.run(workflow, 0)
      #expect(await handler.failure() is Wrapped)
      let end = handler.stopEvent as? WorkflowFailedEvent
      #expect(end?.stepName == "recover")
      #expect(end?.exceptionMessage == "second")
      #expect(end?.traceback.contains("while it handled the failure of step 'fetch'") == true)
      #expect(end?.traceback.contains("first") == true)
    }
  }

  @Test func `takes a step's timeout, and not what the attempt does after it`() async throws {
    let workflow = Handled("w", output: String.self) {
      Step("slow", timeout: .after(.seconds(10))) { (event: Start<Int>, context) in
        do { try await context.sleep(for: .seconds(100)) } catch { context.writeEventToStream(Progress(msg: "late")) }
        return Text(text: "late")
      }
      Step("read") { (text: Text, context) in
        try await context.sleep(for: .seconds(100))
        return Stop(text.text)
      }
      CatchError("recover", for: "slow") { (failure, _) in
        Text(text: "\((failure.exception as? WorkflowError)?.code.description ?? "")")
      }
    }
    try await replay([]) { simulation in
      let handler = simulation.run(workflow, 0)
      for await event in handler.streamEvents() {
        simulation.expect(!(event is Progress), "it wrote after its timeout")
      }
      let result = try await handler.result
      simulation.expect(result == "stepTimedOut", result)
    }
  }

  @Test func `is not asked when the run times out or is cancelled`() async throws {
    try await inLab { lab in
      let asked = Box(false)
      let gate = Gate()
      let workflow = Handled("w", output: String.self) {
        Step("wait") { (event: Start<Int>, _) -> Stop<String> in
          try await gate.pass()
          return Stop("")
        }
        CatchError("recover") { (_, _) -> Stop<String> in
          asked.change { $0 = true }
          return Stop("")
        }
      }
      let timed = lab.run(workflow, 0, timeout: .seconds(5))
      let cancelled = lab.run(workflow, 0)
      await gate.arrived(2)
      lab.clock.advance(by: .seconds(5))
      cancelled.cancelRun()
      #expect(await timed.failureCode() == .timedOut)
      #expect(await cancelled.failureCode() == .cancelled)
      #expect(!asked.value)
    }
  }

  @Test func `is refused if its rule makes no sense`() {
    let workflow = Handled("w", output: String.self) {
      Step("fetch") { (event: Start<Int>, _) in Text(text: "") }
      Step("read") { (text: Text, _) in Stop(text.text) }
      CatchError("a", for: "fetch", "nowhere", maxRecoveries: 0) { (_, _) in Text(text: "") }
      CatchError("b", for: "fetch", "a") { (_, _) in Text(text: "") }
      CatchError("c") { (_, _) in Text(text: "") }
      CatchError("d") { (_, _) in Text(text: "") }
      Step("e") { (_: StepFailedEvent, _) in Text(text: "") }
    }
    #expect(
      workflow.definition.problems == [
        "step 'e' takes 'StepFailedEvent' but is no handler; mark it with '@CatchError'",
        "step 'a' has 'maxRecoveries: 0'; give at least 1",
        "step 'a' handles failures of 'nowhere', which is no step of the workflow; its steps are 'fetch', 'read', 'e'",
        "step 'b' handles failures of 'a', which is a handler itself; its failures end the run",
        "steps 'c', 'd' all handle the failures of every step; name the steps of all but one",
        "failures of 'fetch' are handled by both 'a' and 'b'; let one do it",
        "step 'e' takes 'StepFailedEvent', but no step of 'w' produces it",
        "step 'e' can never run: nothing that leads to it starts from 'Start<Int>'",
      ])
  }

  @Test func `may return an array, which opens a batch like any other`() async throws {
    try await inLab { lab in
      let workflow = Handled("w", output: String.self) {
        Step("fetch") { (_: Start<Int>, _) -> Text in throw Boom() }
        Step("read") { (text: Text, _) in Stop(text.text) }
        CatchError("recover", for: "fetch") { (_, _) in [Number(n: 1), Number(n: 2)] }
        Step("join") { (numbers: [Number], _) in Stop("\(numbers.map(\.n))") }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == "[1, 2]")
    }
  }

  @Test func `takes one failure after the other`() async throws {
    try await inLab { lab in
      let crowd = Crowd()
      let workflow = Handled("w", output: String.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("fetch", numWorkers: 8) { (_: Number, _) -> Left in throw Boom() }
        CatchError("recover", for: "fetch") { (failure, _) -> Left in
          crowd.enter()
          for _ in 0..<10 { await Task.yield() }
          crowd.leave()
          return Left(n: failure.attempts)
        }
        Step("join") { (lefts: [Left], _) in Stop("\(lefts.count)") }
      }
      let result = try await lab.run(workflow, 8).result
      #expect(result == "8")
      #expect(crowd.most == 1)
    }
  }
}
