import Testing
import Workflows

@Suite("Collecting events", .mayNotHang)
struct CollectTests {
  @Test func `gives the batch exactly once to eight workers, and runs no body twice`() async throws {
    try await inLab { lab in
      let (bodies, batches) = (Box(0), Recorder<Int>())
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in (0..<event.input).map { Number(n: $0) } }
        Step("work", numWorkers: 8) { (event: Number, _) in
          await Task.yield()
          return Left(n: event.n)
        }
        Step("join", numWorkers: 8) { (event: Left, context) -> Stop<Int>? in
          bodies.change { $0 += 1 }
          await Task.yield()
          guard let batch = context.collectEvents(event, count: 1_000) else { return nil }
          batches.append(Set(batch.map(\.n)).count)
          return Stop(batch.count)
        }
      }
      let result = try await lab.run(workflow, 1_000).result
      #expect(result == 1_000)
      #expect(batches.values == [1_000])
      #expect(bodies.value == 1_000)
    }
  }

  @Test func `keeps what is beyond the count for the next batch`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [[Int]].self) {
        Step("fan") { (_: Start<Int>, _) in (0..<7).map { Number(n: $0) } }
        Step("pairs", numWorkers: 1) { (event: Number, context) -> Text? in
          context.collectEvents(event, count: 2).map { Text(text: $0.map { "\($0.n)" }.joined()) }
        }
        Step("end", numWorkers: 1) { (event: Text, context) -> Stop<[[Int]]>? in
          context.collectEvents(event, count: 3).map { batches in
            Stop(batches.map { $0.text.compactMap(\.wholeNumberValue) })
          }
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == [[0, 1], [2, 3], [4, 5]])
    }
  }

  @Test func `gives what a larger count has gathered to a smaller one, piece by piece`() async throws {
    try await inLab { lab in
      let batches = Recorder<[Int]>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<6).map { Number(n: $0) } }
        Step("join", numWorkers: 1) { (event: Number, context) -> Stop<Int>? in
          guard let batch = context.collectEvents(event, count: event.n < 3 ? 10 : 2) else { return nil }
          batches.append(batch.map(\.n))
          return event.n == 5 ? Stop(batch.count) : nil
        }
      }
      _ = try await lab.run(workflow, 0).result
      #expect(batches.values == [[0, 1], [2, 3], [4, 5]])
    }
  }

  @Test func `of a count of zero or less is empty at once`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int?].self) {
        Step("s") { (event: Start<Int>, context) in
          Stop([
            context.collectEvents(event, count: 0)?.count, context.collectEvents(event, count: -1)?.count,
            context.collectEvents(event, count: 2)?.count,
          ])
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == [0, 0, nil])
    }
  }

  @Test func `of one of each type gives the first of each, in the order asked for`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("fan") { (_: Start<Int>, _) -> [Either<Left, Right>] in
          [.first(Left(n: 1)), .first(Left(n: 2)), .second(Right(n: 3)), .second(Right(n: 4))]
        }
        Step("join", numWorkers: 1) { (event: Either<Left, Right>, context) -> Text? in
          guard let (right, left) = context.collectEvents(event, Right.self, Left.self) else { return nil }
          return Text(text: "\(left.n)\(right.n)")
        }
        Step("end", numWorkers: 1) { (event: Text, context) -> Stop<String>? in
          context.collectEvents(event, count: 2).map { Stop($0.map(\.text).joined(separator: " ")) }
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == "13 24")
    }
  }

  @Test func `of the same type twice takes two of it`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("fan") { (_: Start<Int>, _) in (1...3).map { Number(n: $0) } }
        Step("join", numWorkers: 1) { (event: Number, context) -> Stop<String>? in
          guard let (a, b) = context.collectEvents(event, Number.self, Number.self) else { return nil }
          return Stop("\(a.n)\(b.n)")
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == "12")
    }
  }

  @Test func `keeps two buffers of one step apart`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<6).map { Number(n: $0) } }
        Step("join", numWorkers: 1) { (event: Number, context) -> Text? in
          let buffer = event.n % 2 == 0 ? "even" : "odd"
          return context.collectEvents(event, count: 3, bufferID: buffer)
            .map { Text(text: "\(buffer)\($0.map { "\($0.n)" }.joined())") }
        }
        Step("end", numWorkers: 1) { (event: Text, context) -> Stop<String>? in
          context.collectEvents(event, count: 2).map { Stop($0.map(\.text).joined(separator: " ")) }
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == "even024 odd135")
    }
  }

  @Test func `keeps the buffers of two steps, and of two runs, apart`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in [Number(n: event.input), Number(n: event.input)] }
        Step("a") { (event: Number, context) -> Left? in
          context.collectEvents(event, count: 2).map { Left(n: $0.map(\.n).reduce(0, +)) }
        }
        Step("b") { (event: Number, context) -> Left? in
          context.collectEvents(event, count: 2).map { Left(n: $0.map(\.n).reduce(0, +)) }
        }
        Step("end") { (event: Left, context) -> Stop<Int>? in
          context.collectEvents(event, count: 2).map { Stop($0.map(\.n).reduce(0, +)) }
        }
      }
      let handlers = (0..<20).map { lab.run(workflow, $0) }
      for (index, handler) in handlers.enumerated() {
        let result = try await handler.result
        #expect(result == 4 * index)
      }
    }
  }

  @Test func `is not added to again by a retry, which is given the same batch again`() async throws {
    try await inLab { lab in
      let batches = Recorder<[Int]>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<5).map { Number(n: $0) } }
        Step("join", numWorkers: 1, retry: .constantDelay(.zero, maxAttempts: 3)) {
          (event: Number, context) -> Stop<Int>? in
          let batch = context.collectEvents(event, count: 3)
          if let batch { batches.append(batch.map(\.n)) }
          if context.attempt < 3 { throw Boom() }
          return batch.map { Stop($0.count) }
        }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 3)
      #expect(batches.values == [[0, 1, 2], [0, 1, 2], [0, 1, 2]])
    }
  }

  @Test func `is not added to again by a retry whose event another worker's batch has taken`() async throws {
    try await inLab { lab in
      let (added, taken) = (Gate(), Gate())
      let batches = Recorder<[Int]>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("one", sends: Number.self) { (_: Start<Int>, context) in
          context.sendEvent(Number(n: 1))
          await added.arrived()
          context.sendEvent(Number(n: 2))
          await taken.arrived(2)
          context.sendEvent(Number(n: 3))
          context.sendEvent(Number(n: 4))
        }
        Step("join", retry: .constantDelay(.zero, maxAttempts: 2)) { (event: Number, context) -> Stop<Int>? in
          let batch = context.collectEvents(event, count: 2)
          if let batch { batches.append(batch.map(\.n).sorted()) }
          if event.n == 1 {
            if context.attempt == 1 {
              try await added.pass()
              throw Boom()
            }
            try await taken.pass()
          }
          if event.n == 2 {
            added.open()
            try await taken.pass()
          }
          return batches.count == 2 ? Stop(1) : nil
        }
      }
      let handler = lab.run(workflow, 0)
      await taken.arrived(2)
      taken.open()
      _ = try await handler.result
      #expect(batches.values == [[1, 2], [3, 4]])
    }
  }

  @Test(arguments: [nil, RetryPolicy.constantDelay(.zero, maxAttempts: 3)])
  func `may add as often as it likes, whether or not its step may be tried again`(retry: RetryPolicy?) async throws {
    try await inLab { lab in
      let batches = Recorder<[Int]>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("split", retry: retry) { (_: Start<Int>, context) in
          for n in 0..<6 {
            if let batch = context.collectEvents(Number(n: n), count: 2) { batches.append(batch.map(\.n)) }
          }
          return Stop(1)
        }
      }
      _ = try await lab.run(workflow, 0).result
      #expect(batches.values == [[0, 1], [2, 3], [4, 5]])
    }
  }

  @Test func `goes on in a retry where the attempt before failed`() async throws {
    try await inLab { lab in
      let batches = Recorder<[Int]>()
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("split", retry: .constantDelay(.zero, maxAttempts: 6)) { (_: Start<Int>, context) in
          for n in 0..<6 {
            let batch = context.collectEvents(Number(n: n), count: 2)
            if context.attempt == n + 1 { throw Boom() }
            if context.attempt == 6, let batch { batches.append(batch.map(\.n)) }
          }
          return Stop(1)
        }
      }
      #expect(await lab.run(workflow, 0).failure() is Boom)
      #expect(batches.values == [[0, 1], [2, 3]])
    }
  }

  @Test func `costs the same in the ten thousandth buffer as in the first`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("s") { (event: Start<Int>, context) in
          var full = 0
          for n in 0..<event.input {
            if context.collectEvents(Number(n: n), count: 1, bufferID: "buffer \(n)") != nil { full += 1 }
          }
          return Stop(full)
        }
      }
      let result = try await lab.run(workflow, 100_000).result
      #expect(result == 100_000)
    }
  }
}
