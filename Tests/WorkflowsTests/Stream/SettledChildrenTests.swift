import Testing
import Workflows
import WorkflowsTesting

/// What becomes of the events of children when attempts are superseded: their own, or those that run them.
@Suite("A settled stream with children", .mayNotHang)
struct SettledChildrenTests {
  private let twice = StepOptions(retry: .constantDelay(.zero, maxAttempts: 2))

  private func messages(_ stream: EventStream) async -> [String] {
    var messages: [String] = []
    for await event in stream {
      switch event {
      case let progress as Progress: messages.append(progress.msg)
      case is AttemptSuperseded: messages.append("superseded")
      default: break
      }
    }
    return messages
  }

  @Test func `keeps what one child wrote when an attempt of the one before was superseded`() async throws {
    try await inLab { lab in
      let child = one(twice) { event, context in
        context.writeEventToStream(Progress(msg: "\(event.input) in attempt \(context.attempt)"))
        if event.input == 1, context.attempt == 1 { throw Boom() }
        return Stop(0)
      }
      let handler = lab.run(
        one { _, context in
          for number in 1...2 { _ = try await context.run(child, number) }
          return Stop(0)
        }, 0)
      let all = await messages(handler.streamEvents())
      let settled = await messages(handler.streamEvents().settled)
      #expect(all == ["1 in attempt 1", "superseded", "1 in attempt 2", "2 in attempt 1"])
      #expect(settled == ["1 in attempt 2", "2 in attempt 1"])
    }
  }

  @Test func `leaves out what children wrote that were run in vain, and those within them`() async throws {
    try await simulate(seeds: 0..<50) { simulation in
      let leaf = one { event, context in
        context.writeEventToStream(Progress(msg: "leaf \(event.input)"))
        return Stop(0)
      }
      let child = one { event, context in
        context.writeEventToStream(Progress(msg: "child \(event.input)"))
        return Stop(try await context.run(leaf, event.input))
      }
      let parent = one(twice) { _, context in
        _ = try await context.run(child, context.attempt)
        if context.attempt == 1 { throw Boom() }
        return Stop(0)
      }
      let handler = simulation.run(parent, 0)
      let settled = await messages(handler.streamEvents().settled)
      let all = await messages(handler.streamEvents())
      simulation.expect(settled == ["child 2", "leaf 2"], "\(settled)")
      simulation.expect(all == ["child 1", "leaf 1", "superseded", "child 2", "leaf 2"], "\(all)")
    }
  }

  @Test func `leaves out what a child writes that is still on when its attempt has exceeded its time`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(
        one(.init(retry: .constantDelay(.zero, maxAttempts: 2), timeout: .after(.seconds(1)))) { _, context in
          let attempt = context.attempt
          let child = one { _, context in
            context.writeEventToStream(Progress(msg: "\(attempt)"))
            if attempt == 1 { try await gate.pass() }
            return Stop(0)
          }
          return Stop(try await context.run(child, 0))
        }, 0)
      await gate.arrived()
      await lab.advance(by: .seconds(1), onceDeadlinesAre: 2)
      let settled = await messages(handler.streamEvents().settled)
      #expect(settled == ["2"])
    }
  }

  @Test func `waits at the first event of a child until the attempt that runs it is decided`() async throws {
    try await simulate(seeds: 0..<20) { simulation in
      let child = one { _, context in
        context.writeEventToStream(Progress(msg: "child"))
        return Stop(0)
      }
      let handler = simulation.run(
        one(twice) { _, context in
          _ = try await context.run(child, 0)
          try await context.sleep(for: .seconds(10))
          return Stop(0)
        }, 0)
      for await _ in handler.streamEvents().settled.of(Progress.self) {
        simulation.expect(simulation.clock.now == .seconds(10), "\(simulation.clock.now)")
      }
    }
  }
}
