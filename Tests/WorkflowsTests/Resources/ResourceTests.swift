import Testing
import Workflows
import WorkflowsTesting

@Suite("A resource", .mayNotHang)
struct ResourceTests {
  @Test func `of the workflow is made once for all of its runs, and torn down with the runtime`() async throws {
    try await withDiary { lab, diary in
      let workflow = using { _ = try await $0.resource(\.ofWorkflow) }
      for number in 0..<3 { _ = try await lab.run(workflow, number).result }
      _ = try await lab.run(using("other") { _ = try await $0.resource(\.ofWorkflow) }, 3).result
      #expect(diary.values == ["make ofWorkflow", "make ofWorkflow"])
      await lab.runtime.shutdown()
      #expect(diary.values.suffix(2) == ["close ofWorkflow", "close ofWorkflow"])
    }
  }

  @Test func `of the runtime is made once for all workflows`() async throws {
    try await withDiary { lab, diary in
      for name in ["one", "two"] {
        _ = try await lab.run(using(name) { _ = try await $0.resource(\.ofRuntime) }, 0).result
      }
      #expect(diary.values == ["make ofRuntime"])
      await lab.runtime.shutdown()
      #expect(diary.values == ["make ofRuntime", "close ofRuntime"])
    }
  }

  @Test func `of a run is made once for each, and torn down before the run ends`() async throws {
    try await withDiary { lab, diary in
      let workflow = using { context in
        let (one, other) = (try await context.resource(\.ofRun), try await context.resource(\.ofRun))
        #expect(one === other)
      }
      for _ in 0..<2 {
        _ = try await lab.run(workflow, 0).result
        diary.append("result")
      }
      let once = ["make ofRun", "close ofRun", "result"]
      #expect(diary.values == once + once)
    }
  }

  @Test func `of a step is made for each attempt, and torn down before what follows`() async throws {
    try await withDiary { lab, diary in
      let workflow = Using("attempts", output: Int.self) {
        Step("try", retry: .constantDelay(.zero, maxAttempts: 2)) { (event: Start<Int>, context) in
          let (one, other) = (try await context.resource(\.ofStep), try await context.resource(\.ofStep))
          #expect(one === other)
          if context.attempt == 1 { throw Broken() }
          return Number(n: 1)
        }
        Step("next") { (number: Number, _) in
          diary.append("next")
          return Stop(number.n)
        }
      }
      _ = try await lab.run(workflow, 0).result
      #expect(diary.values == ["make ofStep", "close ofStep", "make ofStep", "close ofStep", "next"])
    }
  }

  @Test func `is torn down after those that were made later, and need it`() async throws {
    try await withDiary { lab, diary in
      _ = try await lab.run(using { _ = try await $0.resource(\.top) }, 0).result
      await lab.runtime.shutdown()
      #expect(
        diary.values == [
          "make ofWorkflow", "make middle", "make top", "close top", "close middle", "close ofWorkflow",
        ])
    }
  }

  @Test func `is made once when a hundred steps ask for it at once`() async throws {
    let gate = Gate()
    try await withDiary(hook: { _ in try await gate.pass() }) { lab, diary in
      let arrived = Box(0)
      let workflow = Using("crowd", output: Int.self) {
        Step("fan") { (_: Start<Int>, _) in (0..<100).map { Number(n: $0) } }
        Step("use", numWorkers: 100) { (number: Number, context) in
          if arrived.change({ $0 += 1 }) == 100 { gate.open() }
          let thing = try await context.resource(\.ofRun)
          #expect(thing.name == "ofRun")
          return Left(n: number.n)
        }
        Step("join") { (all: [Left], _) in Stop(all.count) }
      }
      let count = try await lab.run(workflow, 0).result
      #expect(count == 100)
      #expect(diary.values == ["make ofRun", "close ofRun"])
    }
  }

  @Test func `of a child run is the child's own`() async throws {
    try await withDiary { lab, diary in
      let child = using("child") { _ = try await $0.resource(\.ofRun) }
      let parent = using("parent") { context in
        _ = try await context.resource(\.ofRun)
        _ = try await context.run(child, 1)
        diary.append("child has ended")
      }
      _ = try await lab.run(parent, 0).result
      #expect(diary.values == ["make ofRun", "make ofRun", "close ofRun", "child has ended", "close ofRun"])
    }
  }

  @Test func `can be replaced for one run, which then shares none with others`() async throws {
    try await withDiary { lab, diary in
      let seen = Recorder<String>()
      let workflow = using { context in
        seen.append(try await context.resource(\.top).name)
        _ = try await context.resource(\.ofWorkflow)
      }
      var replacements = ResourceReplacements()
      replacements.replace(\.middle) { _ in Thing("other middle", diary) }
      _ = try await lab.run(workflow, 0, options: RunOptions(resources: replacements)).result
      #expect(
        diary.values == ["make other middle", "make top", "make ofWorkflow", "close ofWorkflow", "close top"])
      _ = try await lab.run(workflow, 0).result
      #expect(diary.values.dropFirst(5).prefix(3) == ["make ofWorkflow", "make middle", "make top"])
      #expect(seen.values == ["top", "top"])
    }
  }

  @Test func `can be of a type that says by itself how it is made`() async throws {
    try await inLab { lab in
      let seen = Box("")
      _ = try await lab.run(using { seen.value = try await $0.resource(Named.self).name }, 0).result
      #expect(seen.value == "by its type")
    }
  }

  @Test func `is still there when steps that are cancelled end`() async throws {
    try await withDiary { lab, diary in
      let gate = Gate()
      let workflow = using { context in
        let thing = try await context.resource(\.ofRun)
        do { try await gate.pass() } catch { diary.append("uses \(thing.name)") }
      }
      let handler = lab.run(workflow, 0)
      await gate.arrived()
      handler.cancelRun()
      await #expect(throws: WorkflowError.self) { _ = try await handler.result }
      #expect(diary.values == ["make ofRun", "uses ofRun", "close ofRun"])
    }
  }
}

private struct Named: ResourceProviding {
  var name: String
  static var resource: ResourceDefinition<Named> { ResourceDefinition { Named(name: "by its type") } }
}
