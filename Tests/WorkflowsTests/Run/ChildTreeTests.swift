import Testing
import Workflows
import WorkflowsTesting

private struct Approval: Workflows.Question {
  struct Answer: HumanResponseEvent { var yes: Bool }
}

/// What random trees of runs have found to be wrong once.
@Suite("A tree of runs", .mayNotHang)
struct ChildTreeTests {
  private let asking = one { event, context in
    Stop(try await context.ask(Approval(), timeout: nil).yes ? event.input : 0)
  }

  @Test func `brings an answer to its question past a child that is about to end`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let stubborn = one { _, _ in
        await gate.passStubbornly()
        return Stop(0)
      }
      let handler = lab.run(
        one { _, context in
          async let first = context.run(stubborn, 1, timeout: .seconds(1))
          await gate.arrived()
          async let second = context.run(asking, 2)
          _ = try? await first
          return Stop(try await second)
        }, 0)
      for await record in handler.streamEvents().records {
        guard let question = record.question else { continue }
        await lab.advance(by: .seconds(1), onceDeadlinesAre: 2)
        try handler.answer(Approval.Answer(yes: true), to: question)
        break
      }
      gate.open()
      let result = try await handler.result
      #expect(result == 2)
    }
  }

  @Test func `is answered through the handler of a child as well`() async throws {
    try await inLab { lab in
      let child = one { event, context in
        context.writeEventToStream(Text(text: context.runID))
        return Stop(try await context.ask(Approval(), timeout: nil).yes ? event.input : 0)
      }
      let outer = lab.run(one { Stop(try await $1.run(child, 3)) }, 0)
      for await text in outer.streamEvents().of(Text.self) {
        let inner = try #require(lab.runtime.handler(for: text.text, of: Plain.self))
        for await record in inner.streamEvents().records {
          guard let question = record.question else { continue }
          try inner.answer(Approval.Answer(yes: true), to: question)
        }
      }
      let result = try await outer.result
      #expect(result == 3)
    }
  }

  @Test func `has one path for a child and what is within it, whatever is left of another one`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let innermost = one { event, context in
        context.writeEventToStream(Number(n: event.input))
        if event.input == 1 { await gate.passStubbornly() }
        return Stop(0)
      }
      let inner = one { event, context in
        Stop(try await context.run(innermost, event.input, as: "c"))
      }
      // Its run fails with its attempt, and leaves behind what ignores that.
      let middle = one(.init(timeout: .after(.seconds(1)))) { event, context in
        Stop(try await context.run(inner, event.input, as: "b"))
      }
      let handler = lab.run(
        one { _, context in
          _ = try? await context.run(middle, 1, as: "a")
          return Stop(try await context.run(middle, 2, as: "a"))
        }, 0)
      await gate.arrived()
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 4)
      _ = try await handler.result
      var paths: [String] = []
      for await record in handler.streamEvents().records where record.event is Number { paths.append(record.path) }
      #expect(paths == ["a/b/c", "a/b-2/c"])
      gate.open()
      lab.clock.advance(by: .seconds(1))
    }
  }

  @Test(arguments: [true, false])
  func `is cancelled as a whole, in whatever tasks its children are run`(byTimeout: Bool) async throws {
    try await inLab { lab in
      let gate = Gate()
      let endings = Recorder<String>()
      let child = one { _, _ in
        try await gate.pass()
        return Stop(0)
      }
      let handler = lab.run(
        one(.init(timeout: byTimeout ? .after(.seconds(1)) : nil)) { _, context in
          let task = Task { try await context.run(child, 0) }
          let result = await task.result
          if case .failure(let error) = result { endings.append("\(type(of: error))") }
          return Stop(0)
        }, 0)
      await gate.arrived()
      if byTimeout {
        await lab.advance(by: .seconds(1), onceDeadlinesAre: 2)
      } else {
        handler.cancelRun()
      }
      #expect(await handler.failureCode() == (byTimeout ? .stepTimedOut : .cancelled))
      await lab.expectQuiet()
      #expect(endings.values == ["WorkflowError"])
    }
  }

  @Test func `gets no child any more once it has ended`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let ending = Recorder<String>()
      let began = Box(false)
      let child = one { _, _ in
        began.value = true
        return Stop(0)
      }
      let handler = lab.run(
        one { _, context in
          await gate.passStubbornly()
          let result = await Task { try await context.run(child, 0) }.result
          if case .failure(let error) = result { ending.append("\(type(of: error))") }
          return Stop(0)
        }, 0)
      await gate.arrived()
      handler.cancelRun()
      await lab.advance(by: .milliseconds(500), onceDeadlinesAre: 1)
      #expect(await handler.failureCode() == .cancelled)
      gate.open()
      await lab.expectQuiet()
      #expect(ending.values == ["CancellationError"])
      #expect(!began.value)
    }
  }
}
