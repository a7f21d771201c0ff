import Testing
import Workflows
import WorkflowsTesting

@Suite("A stream", .mayNotHang)
struct EventStreamTests {
  /// Writes so many numbers, from 0, and stops; waits at a gate after the first half.
  private func counter(_ gate: Gate? = nil) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("counter", output: Int.self) {
      Step("count") { (event: Start<Int>, context) in
        for n in 0..<event.input {
          if n == event.input / 2 { try await gate?.pass() }
          context.writeEventToStream(Number(n: n))
        }
        return Stop(event.input)
      }
    }
  }

  /// The numbers that a stream delivers, to its end; -1 for the stop event.
  private func numbers(_ stream: EventStream) async -> [Int] {
    var numbers: [Int] = []
    for await event in stream { numbers.append((event as? Number)?.n ?? -1) }
    return numbers
  }

  private func upTo(_ count: Int, from start: Int = 0) -> [Int] { Array(start..<max(start, count)) + [-1] }

  @Test(arguments: [0, 1, 63, 64, 65, 128, 1_000])
  func `delivers every event in order, and the terminal one last`(count: Int) async throws {
    try await inLab { lab in
      let all = await numbers(lab.run(counter(), count).streamEvents())
      #expect(all == upTo(count))
    }
  }

  @Test func `is there for a reader that comes late`() async throws {
    try await inLab { lab in
      let handler = lab.run(counter(), 10)
      _ = try await handler.result
      let all = await numbers(handler.streamEvents())
      #expect(all == upTo(10))
    }
  }

  @Test func `is none the less for a reader that leaves early`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(counter(gate), 10)
      for await _ in handler.streamEvents() { break }
      gate.open()
      let all = await numbers(handler.streamEvents())
      #expect(all == upTo(10))
    }
  }

  @Test func `may be read twice, from the same value, at once`() async throws {
    try await inLab { lab in
      let stream = lab.run(counter(), 10).streamEvents()
      async let first = numbers(stream)
      async let second = numbers(stream)
      let both = await [first, second]
      let third = await numbers(stream)
      #expect(both == [upTo(10), upTo(10)])
      #expect(third == upTo(10))
    }
  }

  @Test func `is the same for eight readers at once`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(counter(gate), 2_000)
      let all = await withTaskGroup { group in
        for _ in 0..<8 { group.addTask { await numbers(handler.streamEvents()) } }
        group.addTask {
          await gate.arrived()
          gate.open()
          return upTo(2_000)
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(all == Array(repeating: upTo(2_000), count: 9))
    }
  }

  @Test func `outlives its run, its handler and its runtime`() async throws {
    func start() async throws -> EventStream {
      let runtime = WorkflowRuntime(clock: VirtualClock(), seed: 1)
      let handler = counter().run(10, in: runtime)
      _ = try await handler.result
      return handler.streamEvents()
    }
    let all = await numbers(try await start())
    #expect(all == upTo(10))
  }

  @Test func `goes on for a reader whose handler is gone`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let stream = counter(gate).run(10, in: lab.runtime, timeout: nil).streamEvents()
      await gate.arrived()
      gate.open()
      let all = await numbers(stream)
      #expect(all == upTo(10))
    }
  }

  // MARK: Positions

  @Test func `may be read from wherever one likes`() async throws {
    try await inLab { lab in
      let handler = lab.run(counter(), 10)
      _ = try await handler.result
      let positions: [(StreamPosition, [Int])] = [
        (.start, upTo(10)), (.after(-1), upTo(10)), (.after(-5), upTo(10)), (.after(.min), upTo(10)),
        (.after(0), upTo(10, from: 1)), (.after(8), upTo(10, from: 9)), (.after(9), [-1]),
        // The stop event is number 10.
        (.after(10), []), (.after(11), []), (.after(1_000), []), (.after(.max - 1), []), (.after(.max), []),
        (.now, []),
      ]
      for (position, expected) in positions {
        let all = await numbers(handler.streamEvents(from: position))
        #expect(all == expected, "\(position)")
      }
    }
  }

  @Test func `may be read from now on`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(counter(gate), 10)
      await gate.arrived()
      let stream = handler.streamEvents(from: .now)
      gate.open()
      let all = await numbers(stream)
      #expect(all == upTo(10, from: 5))
      // The place is where the stream was asked for, not where it is read.
      let again = await numbers(stream)
      #expect(again == upTo(10, from: 5))
    }
  }

  @Test func `may be read from an event that is not there yet, for which the reader waits`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(counter(gate), 10)
      await gate.arrived()
      async let seven = numbers(handler.streamEvents(from: .after(6)))
      async let never = numbers(handler.streamEvents(from: .after(70)))
      gate.open()
      let (some, none) = await (seven, never)
      #expect(some == [7, 8, 9, -1])
      #expect(none == [])
    }
  }

  @Test func `has positions that print`() {
    #expect([StreamPosition.start, .now, .after(3)].map(\.description) == ["start", "now", "after 3"])
  }

  // MARK: Filters and records

  @Test func `of one type has only that, and ends with the run`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("mixed", input: Start<Int>.self, output: Int.self) {
        Step("s") { (event: Start<Int>, context) in
          for n in 0..<100 {
            context.writeEventToStream(Number(n: n))
            context.writeEventToStream(Progress(msg: "\(n)"))
          }
          return Stop(event.input)
        }
      }
      let handler = lab.run(workflow, 1)
      var progress: [String] = []
      for await event in handler.streamEvents().of(Progress.self) { progress.append(event.msg) }
      #expect(progress == (0..<100).map(String.init))
      var stops: [Stop<Int>] = []
      for await event in handler.streamEvents().of(Stop<Int>.self) { stops.append(event) }
      #expect(stops == [Stop(1)])
      var gaps: [StreamGap] = []
      for await event in handler.streamEvents().of(StreamGap.self) { gaps.append(event) }
      #expect(gaps == [])
    }
  }

  @Test func `has records with the number, time, step and attempt of each event`() async throws {
    try await inLab { lab in
      lab.clock.advance(by: .seconds(1_000))
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("ask", retry: .constantDelay(.seconds(2), maxAttempts: 2)) { (_: Start<Int>, context) in
          context.writeEventToStream(Progress(msg: "hello"))
          if context.attempt == 1 { throw Boom() }
          return Question(text: "?")
        }
        Step("hear") { (_: Answer, context) in
          context.writeEventToStream(Progress(msg: "bye"))
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      await lab.advance(by: .seconds(2), onceDeadlinesAre: 1)
      var questions = handler.streamEvents().of(Question.self).makeAsyncIterator()
      _ = await questions.next()
      lab.clock.advance(by: .seconds(5))
      try handler.sendEvent(Answer(text: "!"))
      var records: [String] = []
      for await record in handler.streamEvents().records {
        records.append(
          "\(record.sequence) \(type(of: record.event).eventName) \(record.time / .seconds(1)) "
            + "\(record.stepName ?? "-") \(record.attempt.map(String.init) ?? "-")")
      }
      #expect(
        records == [
          "0 Progress 0.0 ask 1", "1 AttemptSuperseded 0.0 - -", "2 Progress 2.0 ask 2", "3 Question 2.0 ask 2",
          "4 Progress 7.0 hear 1", "5 StopEvent 7.0 hear 1",
        ])
    }
  }

  // MARK: Cancelled readers

  @Test func `ends for a reader that is cancelled while it waits, and the run goes on`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(counter(gate), 10)
      await gate.arrived()
      let reading = Gate()
      let reader = Task {
        var count = 0
        for await _ in handler.streamEvents() {
          count += 1
          if count == 5 { reading.open() }
        }
        return count
      }
      try await reading.pass()
      reader.cancel()
      let count = await reader.value
      #expect(count == 5)
      #expect(!handler.isDone)
      gate.open()
      let result = try await handler.result
      #expect(result == 10)
    }
  }

  @Test func `keeps an internal event that a step writes from readers that do not ask for it`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (_: Start<Int>, context) in
          context.writeEventToStream(WorkflowIdleEvent())
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 0)
      #expect(await handler.allNames() == ["StopEvent"])
      #expect(await handler.allNames(exposeInternal: true) == ["WorkflowIdleEvent", "StopEvent"])
    }
  }

  @Test func `ends at once for a reader that is cancelled before it begins`() async throws {
    try await inLab { lab in
      let gate = Gate()
      let handler = lab.run(counter(gate), 10)
      await gate.arrived()
      let reader = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return await numbers(handler.streamEvents())
      }
      let seen = await reader.value
      #expect(seen == [])
      gate.open()
    }
  }

  @Test func `ends for many readers that are cancelled while it is written`() async throws {
    try await inLab { lab in
      let handler = lab.run(counter(), 5_000)
      await withTaskGroup(of: Void.self) { group in
        for delay in 0..<40 {
          group.addTask {
            let reader = Task { await numbers(handler.streamEvents()) }
            for _ in 0..<delay { await Task.yield() }
            reader.cancel()
            let seen = await reader.value
            #expect(seen == Array(0..<seen.count) || seen == upTo(5_000))
          }
        }
      }
    }
  }
}
