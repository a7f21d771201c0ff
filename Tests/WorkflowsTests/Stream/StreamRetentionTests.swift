import Testing
import Workflows

@Suite("A stream that keeps not everything", .mayNotHang)
struct StreamRetentionTests {
  private func writer(_ gate: Gate? = nil) -> InlineWorkflow<Start<Int>, Stop<Int>, NoState> {
    InlineWorkflow("writer", output: Int.self) {
      Step("write") { (event: Start<Int>, context) in
        for n in 0..<event.input { context.writeEventToStream(Number(n: n)) }
        try await gate?.pass()
        return Stop(event.input)
      }
    }
  }

  /// What a reader gets: "gap 0+90", "90", …, "StopEvent".
  private func read(_ stream: EventStream) async -> [String] {
    var events: [String] = []
    for await record in stream.records {
      switch record.event {
      case let gap as StreamGap: events.append("\(record.sequence): gap \(gap.firstSequence)+\(gap.count)")
      case let number as Number: events.append("\(record.sequence): \(number.n)")
      default: events.append("\(record.sequence): \(type(of: record.event).eventName)")
      }
    }
    return events
  }

  @Test func `has a gap of exactly what is missing`() async throws {
    try await inLab { lab in
      let handler = lab.run(writer(), 100, options: .init(streamRetention: .last(4)))
      _ = try await handler.result
      let late = await read(handler.streamEvents())
      #expect(late == ["0: gap 0+97", "97: 97", "98: 98", "99: 99", "100: StopEvent"])
      let after = await read(handler.streamEvents(from: .after(49)))
      #expect(after == ["50: gap 50+47", "97: 97", "98: 98", "99: 99", "100: StopEvent"])
      let kept = await read(handler.streamEvents(from: .after(97)))
      #expect(kept == ["98: 98", "99: 99", "100: StopEvent"])
    }
  }

  @Test func `has no gap if nothing is missing`() async throws {
    try await inLab { lab in
      let handler = lab.run(writer(), 3, options: .init(streamRetention: .last(4)))
      _ = try await handler.result
      let all = await read(handler.streamEvents())
      #expect(all == ["0: 0", "1: 1", "2: 2", "3: StopEvent"])
    }
  }

  @Test(arguments: [StreamRetention.last(1), .last(0), .last(-7), .bytes(0), .bytes(-1)])
  func `keeps the terminal event at least`(retention: StreamRetention) async throws {
    try await inLab { lab in
      let handler = lab.run(writer(), 10, options: .init(streamRetention: retention))
      _ = try await handler.result
      let all = await read(handler.streamEvents())
      #expect(all == ["0: gap 0+10", "10: StopEvent"])
    }
  }

  @Test func `keeps as many bytes as it was told`() async throws {
    try await inLab { lab in
      // {"n":0} is 7 bytes and a comma; the stop event {"result":10} 12 and one.
      let gate = Gate()
      let handler = lab.run(writer(gate), 10, options: .init(streamRetention: .bytes(5 * 8)))
      await gate.arrived()
      gate.open()
      _ = try await handler.result
      let all = await read(handler.streamEvents())
      let kept = all.count - 2
      #expect(all.last == "10: StopEvent")
      #expect(all.first == "0: gap 0+\(10 - kept)")
      #expect((2...4).contains(kept))
    }
  }

  @Test func `keeps what is small and drops before what is large`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("write") { (event: Start<Int>, context) in
          for n in 0..<5 { context.writeEventToStream(Number(n: n)) }
          context.writeEventToStream(Text(text: String(repeating: "x", count: 1_000)))
          for n in 5..<8 { context.writeEventToStream(Number(n: n)) }
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 10, options: .init(streamRetention: .bytes(900)))
      _ = try await handler.result
      let all = await read(handler.streamEvents())
      #expect(all == ["0: gap 0+6", "6: 5", "7: 6", "8: 7", "9: StopEvent"])
    }
  }

  @Test func `tells a slow reader what it missed meanwhile`() async throws {
    try await inLab { lab in
      let (gate, written) = (Gate(), Gate())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("write") { (event: Start<Int>, context) in
          for n in 0..<5 { context.writeEventToStream(Number(n: n)) }
          try await gate.pass()
          for n in 5..<500 { context.writeEventToStream(Number(n: n)) }
          try await written.pass()
          return Stop(1)
        }
      }
      let handler = lab.run(workflow, 10, options: .init(streamRetention: .last(10)))
      await gate.arrived()
      var events = handler.streamEvents().records.makeAsyncIterator()
      var sequences: [Int] = []
      for _ in 0..<5 { if let record = await events.next() { sequences.append(record.sequence) } }
      #expect(sequences == [0, 1, 2, 3, 4])
      gate.open()
      await written.arrived()
      let gap = await events.next()
      #expect(gap?.event as? StreamGap == StreamGap(firstSequence: 5, count: 485))
      let next = await events.next()
      #expect(next?.event as? Number == Number(n: 490))
      written.open()
    }
  }

  @Test func `has numbers without gaps for internal events`() async throws {
    try await inLab { lab in
      let handler = lab.run(
        writer(), 10, options: .init(recordsInternalEvents: true, streamRetention: .last(3)))
      _ = try await handler.result
      let all = await read(handler.streamEvents(exposeInternal: true))
      #expect(all == ["0: gap 0+10", "10: 9", "11: StepStateChanged", "12: StopEvent"])
      let external = await read(handler.streamEvents())
      #expect(external == ["0: gap 0+10", "10: 9", "12: StopEvent"])
    }
  }

  @Test func `can be printed and compared`() {
    #expect(StreamRetention.last(0) == .last(1))
    #expect(StreamRetention.bytes(-1) == .bytes(0))
    #expect(
      [StreamRetention.all, .last(3), .bytes(4)].map(\.description)
        == ["all", "the last 3 events", "the last 4 bytes"])
  }
}
