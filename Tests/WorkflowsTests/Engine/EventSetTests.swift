import Testing
import Workflows
import WorkflowsTesting

@Suite("A step with several events", .mayNotHang)
struct EventSetTests {
  @Test func `runs once there is one of each`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("left") { (event: Start<Int>, _) in Left(n: event.input) }
        Step("right") { (event: Start<Int>, _) in Right(n: event.input * 100) }
        Step("both") { (left: Left, right: Right, _) in Stop(left.n + right.n) }
      }
      let result = try await lab.run(workflow, 7).result
      #expect(result == 707)
    }
  }

  @Test func `gives each parameter the event that came first, and keeps the rest for the next set`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
      Step("fan", sends: Left.self, Right.self) { (event: Start<Int>, context) in
        for n in 1...3 { context.sendEvent(Left(n: n)) }
        for n in 1...3 { context.sendEvent(Right(n: n * 10)) }
      }
      Step("both", .init(numWorkers: 1)) { (left: Left, right: Right, _) in Number(n: left.n + right.n) }
      Step("end", numWorkers: 1) { (number: Number, context) -> Stop<[Int]>? in
        context.collectEvents(number, count: 3).map { Stop($0.map(\.n)) }
      }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 0).result
      simulation.expect(result == [11, 22, 33], "\(result)")
    }
  }

  @Test func `may take the same type twice, and three or four events`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
      Step("fan", sends: Left.self, Right.self, Text.self) { (event: Start<Int>, context) in
        context.sendEvent(Left(n: 1))
        context.sendEvent(Left(n: 2))
        context.sendEvent(Right(n: 3))
        context.sendEvent(Text(text: "four"))
      }
      Step("three") { (first: Left, second: Left, right: Right, _) in Number(n: first.n * 100 + second.n * 10 + right.n)
      }
      Step("pair") { (number: Number, text: Text, _) in Stop("\(number.n) \(text.text)") }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 0).result
      simulation.expect(result == "123 four", result)
    }
  }

  @Test func `joins the events of each batch by themselves`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
        Step("outer") { (event: Start<Int>, _) in (1...event.input).map { Number(n: $0) } }
        Step("inner") { (number: Number, _) in [Left(n: number.n), Left(n: number.n)] }
        Step("swap") { (left: Left, _) in Right(n: left.n * 100) }
        Step("both") { (left: Left, right: Right, _) in Text(text: "\(left.n + right.n)") }
        Step("sum") { (texts: [Text], _) in Progress(msg: texts.map(\.text).joined(separator: "+")) }
        Step("all") { (sums: [Progress], _) in Stop(sums.map { Int($0.msg.split(separator: "+")[0]) ?? 0 }) }
      }
      let result = try await lab.run(workflow, 3).result
      #expect(result.sorted() == [101, 202, 303])
    }
  }

  @Test func `does not keep a batch open by what it waits for`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("fan") { (event: Start<Int>, _) in [Number(n: 1), Number(n: 2), Number(n: 3)] }
        Step("left") { (number: Number, _) in Left(n: number.n) }
        Step("right") { (number: Number, _) -> Right? in number.n == 2 ? Right(n: 2) : nil }
        Step("both") { (left: Left, right: Right, _) in Text(text: "\(right.n)") }
        Step("end") { (texts: [Text], _) in Stop(texts.count) }
      }
      let result = try await lab.run(workflow, 0).result
      #expect(result == 1)
    }
  }

  @Test func `takes what comes from outside`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: String.self) {
        Step("ask") { (event: Start<Int>, _) in Number(n: event.input) }
        Step("both") { (number: Number, answer: Answer, _) in Stop("\(number.n) \(answer.text)") }
      }
      let handler = lab.run(workflow, 7)
      try handler.sendEvent(Answer(text: "yes"))
      let result = try await handler.result
      #expect(result == "7 yes")
    }
  }

  @Test func `that misses one is named by the error of a run that is stuck`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("left") { (event: Start<Int>, _) in Left(n: event.input) }
        Step("right") { (event: Start<Int>, _) -> Right? in nil }
        Step("both") { (left: Left, right: Right, _) in Stop(left.n + right.n) }
      }
      let error = await lab.run(workflow, 7).failure() as? WorkflowError
      #expect(error?.code == .stuck)
      #expect(error?.message.contains("step 'both' has collected all but 'Right'") == true, "\(error?.message ?? "")")
    }
  }

  @Test func `is tried again with the same set`() async throws {
    try await inLab { lab in
      let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
        Step("left") { (event: Start<Int>, _) in Left(n: event.input) }
        Step("right") { (event: Start<Int>, _) in Right(n: event.input) }
        Step("both", .init(retry: .constantDelay(.zero, maxAttempts: 3))) { (left: Left, right: Right, context) in
          if context.attempt < 3 { throw Boom() }
          return Stop(left.n + right.n)
        }
      }
      let handler = lab.run(workflow, 4)
      let result = try await handler.result
      #expect(result == 8)
    }
  }

  @Test func `keeps its events apart from those that it collects by hand`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: [Int].self) {
      Step("fan", sends: Left.self, Right.self) { (_: Start<Int>, context) in
        for n in 1...2 {
          context.sendEvent(Left(n: n))
          context.sendEvent(Right(n: n))
        }
      }
      Step("both", .init(numWorkers: 1)) { (left: Left, _: Right, context) -> Stop<[Int]>? in
        context.collectEvents(left, count: 2).map { Stop($0.map(\.n)) }
      }
    }
    try await replay([]) { simulation in
      let result = try await simulation.run(workflow, 0).result
      simulation.expect(result == [1, 2], "\(result)")
    }
  }

  @Test func `begins anew in the next run, whatever was left in the one before`() async throws {
    let workflow = InlineWorkflow("w", input: Start<Int>.self, output: Int.self) {
      Step("fan", sends: Left.self, Right.self) { (event: Start<Int>, context) in
        for n in 1...2 { context.sendEvent(Left(n: event.input + n)) }
        context.sendEvent(Right(n: 0))
      }
      Step("both") { (left: Left, _: Right, _) in Stop(left.n) }
    }
    try await replay([]) { simulation in
      for input in [0, 10] {
        let result = try await simulation.run(workflow, input).result
        simulation.expect(result == input + 1, "\(result)")
      }
    }
  }
}
