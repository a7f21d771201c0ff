import Testing
import Workflows
import WorkflowsTesting

@Suite("A settled stream", .mayNotHang)
struct SettledStreamTests {
  private func words(_ events: [any Event]) -> [String] {
    events.map { ($0 as? Progress)?.msg ?? type(of: $0).eventName }
  }

  @Test func `leaves out what was written in vain, and keeps the order`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("first") { (_: Start<Int>, context) in
          context.writeEventToStream(Progress(msg: "before"))
          return Number(n: 1)
        }
        Step("s", retry: .init(wait: .fixed(.seconds(5)))) { (_: Number, context) in
          for n in 0..<2 { context.writeEventToStream(Progress(msg: "\(context.attempt).\(n)")) }
          if context.attempt < 3 { throw Boom() }
          return Left(n: 1)
        }
        Step("last") { (_: Left, context) in
          context.writeEventToStream(Progress(msg: "after"))
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      for _ in 0..<2 { await lab.advance(by: .seconds(5), onceDeadlinesAre: 1) }
      let raw = await handler.allEvents()
      #expect(
        words(raw) == [
          "before", "1.0", "1.1", "AttemptSuperseded", "2.0", "2.1", "AttemptSuperseded", "3.0", "3.1", "after",
          "StopEvent",
        ])
      var settled: [any Event] = []
      for await event in handler.streamEvents().settled { settled.append(event) }
      #expect(words(settled) == ["before", "3.0", "3.1", "after", "StopEvent"])
      var numbers: [Int] = []
      for await record in handler.streamEvents().settled.records { numbers.append(record.sequence) }
      #expect(numbers == [0, 7, 8, 9, 10])
    }
  }

  @Test func `waits at the first event whose attempt is undecided`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in [Number(n: 0), Number(n: 1)] }
        Step("s", numWorkers: 2, retry: .init(wait: .none)) { (event: Number, context) -> Left in
          if event.n == 0 {
            context.writeEventToStream(Progress(msg: "slow"))
            try await gate.pass()
            if context.attempt == 1 { throw Boom() }
            context.writeEventToStream(Progress(msg: "slow again"))
          } else {
            await gate.arrived()
            context.writeEventToStream(Progress(msg: "quick"))
          }
          return Left(n: event.n)
        }
        Step("join") { (event: Left, context) -> Stop<Int>? in
          context.writeEventToStream(Progress(msg: "joined \(event.n)"))
          return context.collectEvents(event, count: 2).map { Stop($0.count) }
        }
      }
      let handler = lab.run(workflow, 0)
      let settled = Recorder<String>()
      let reader = Task {
        for await event in handler.streamEvents().settled { settled.append(words([event])[0]) }
      }
      for await event in handler.streamEvents() where (event as? Progress)?.msg == "joined 1" { break }
      #expect(settled.values == [])
      gate.open()
      await reader.value
      #expect(settled.values == ["quick", "joined 1", "slow", "slow again", "joined 0", "StopEvent"])
    }
  }

  @Test func `delivers what an attempt wrote once that has returned, while the run goes on`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask", retry: .init()) { (_: Start<Int>, context) in
          context.writeEventToStream(Progress(msg: "asking"))
          return Question(text: "?")
        }
        Step("end") { (_: Answer, _) in Stop(1) }
      }
      let handler = lab.run(workflow, 0)
      for await event in handler.streamEvents().settled where event is Progress {
        try handler.sendEvent(Answer(text: ""))
      }
      #expect(handler.isDone)
    }
  }

  @Test func `delivers what the last attempt of a failed run wrote`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init(wait: .none, stop: .afterAttempt(2))) { (_: Start<Int>, context) -> Stop<Int> in
          context.writeEventToStream(Progress(msg: "attempt \(context.attempt)"))
          throw Boom()
        }
      }
      let handler = lab.run(workflow, 0)
      var settled: [any Event] = []
      for await event in handler.streamEvents().settled { settled.append(event) }
      #expect(words(settled) == ["attempt 2", "WorkflowFailedEvent"])
    }
  }

  @Test func `is not held up by what a step leaves behind`() async throws {
    try await inLab { lab in
      let (returned, written) = (Gate(), Gate())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init()) { (_: Start<Int>, context) in
          Task {
            try await returned.pass()
            context.writeEventToStream(Progress(msg: "late"))
            written.open()
          }
          return Number(n: 1)
        }
        Step("t") { (_: Number, context) in
          returned.open()
          try await written.pass()
          context.writeEventToStream(Progress(msg: "later"))
          return Left(n: 1)
        }
        Step("wait", external: true) { (_: Answer, _) in Stop(1) }
        Step("drop") { (_: Left, _) in }
      }
      let handler = lab.run(workflow, 0)
      var settled: [String] = []
      for await event in handler.streamEvents().settled {
        settled.append(words([event])[0])
        if settled.last == "later" { try handler.sendEvent(Answer(text: "")) }
      }
      #expect(settled == ["late", "later", "StopEvent"])
    }
  }

  @Test func `tells apart attempts beyond the sixty-five thousandth`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init(wait: .none, stop: .never)) { (_: Start<Int>, context) in
          if context.attempt > 65_533 { context.writeEventToStream(Number(n: context.attempt)) }
          if context.attempt < 65_540 { throw Boom() }
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      var settled: [Int?] = []
      for await record in handler.streamEvents().settled.records {
        settled.append((record.event as? Number)?.n)
        #expect(record.attempt == 65_540)
      }
      #expect(settled == [65_540, nil])
    }
  }

  @Test func `knows the gaps of a bounded retention`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s", retry: .init(wait: .none)) { (_: Start<Int>, context) in
          for n in 0..<100 { context.writeEventToStream(Number(n: n)) }
          if context.attempt < 3 { throw Boom() }
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0, options: .init(streamRetention: .last(10)))
      _ = try await handler.result
      var settled: [String] = []
      for await event in handler.streamEvents().settled {
        settled.append((event as? StreamGap).map { "gap of \($0.count)" } ?? "\((event as? Number)?.n ?? -1)")
      }
      #expect(settled == ["gap of 293"] + (91..<100).map { "\($0)" } + ["-1"])
    }
  }

  @Test func `has one gap for what is lost while it waits`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("s", retry: .init(wait: .none)) { (_: Start<Int>, context) in
        for n in 0..<50 {
          context.writeEventToStream(Number(n: n))
          await Task.yield()
        }
        return Stop(1)
      }
    }
    try await simulate(seeds: 0..<50) { simulation in
      let handler = simulation.run(workflow, 0, options: .init(streamRetention: .last(5)))
      var settled: [String] = []
      for await record in handler.streamEvents().settled.records {
        settled.append("\(record.sequence): \(type(of: record.event).eventName)")
      }
      let kept = (46..<50).map { "\($0): Number" } + ["50: StopEvent"]
      // What is decided may be dropped before it is read.
      simulation.expect(settled.first == "0: StreamGap", "it begins with \(settled.first ?? "nothing")")
      simulation.expect(settled.filter { $0.hasSuffix("StreamGap") }.count <= 2, "it is \(settled)")
      simulation.expect(settled.suffix(5) == kept[...], "it ends with \(settled.suffix(5))")
    }
  }
}
