import Workflows

/// What the step of a node does in one attempt.
struct ChildWork {
  let node: ChildProgram.Node
  let parent: String?
  let context: ChildContext
  /// For tasks of its own.
  let executor: any TaskExecutor

  func callAsFunction() async throws -> Int {
    var sum = node.number
    for (index, act) in node.acts.enumerated() {
      let place = Place(run: context.runID, parent: parent, node: node.number, attempt: context.attempt, act: index)
      switch act {
      case .say: context.writeEventToStream(Said(place: place))
      case .sleep(let seconds): try await context.sleep(for: .seconds(seconds))
      case .ask(let delay):
        let answer = try await context.ask(Query(place: place, delay: delay), timeout: nil)
        sum = ChildProgram.adding(answer.value, to: sum)
      case .listen(let delay, let word):
        let listening = Listening(place: place, delay: delay, word: word)
        sum = ChildProgram.adding(try await listen(for: words[word], listening), to: sum)
      case .fail(let attempt): if context.attempt < attempt { throw NodeFailed(node: node.number) }
      case .run(let calls, let manner):
        context.writeEventToStream(Before(place: place))
        for value in try await run(calls, manner, place) { sum = ChildProgram.adding(value, to: sum) }
        context.writeEventToStream(After(place: place))
      }
    }
    return sum
  }

  private func listen<W: Word>(for _: W.Type, _ listening: Listening) async throws -> Int {
    let run = context.runID
    let isMine: EventRequirement<W> = .where("is for this run") { $0.run == run }
    return try await context.waitForEvent(W.self, waiterEvent: listening, requirements: [isMine], timeout: nil).value
  }

  // MARK: Children

  private func run(_ calls: [ChildProgram.Call], _ manner: ChildProgram.Manner, _ place: Place) async throws -> [Int] {
    switch manner {
    case .alone: return [try await run(calls[0], place)]
    case .apart:
      // Cancelling the step does not cancel this task, and yet its child.
      return [try await Task(executorPreference: executor) { try await run(calls[0], place) }.value]
    case .failingFast:
      return try await withThrowingTaskGroup { group in
        for (index, call) in calls.enumerated() { group.addTask { (index, try await run(call, place)) } }
        var values = calls.map { _ in 0 }
        for try await (index, value) in group { values[index] = value }
        return values
      }
    case .together:
      let results = await withTaskGroup { group in
        for (index, call) in calls.enumerated() { group.addTask { (index, await outcome(of: call, place)) } }
        return await group.reduce(into: [:]) { results, one in results[one.0] = one.1 }
      }
      return try calls.indices.compactMap { try results[$0]?.get() }
    }
  }

  private func outcome(of call: ChildProgram.Call, _ place: Place) async -> Result<Int, any Error> {
    do { return .success(try await run(call, place)) } catch { return .failure(error) }
  }

  private func run(_ call: ChildProgram.Call, _ place: Place) async throws -> Int {
    let timeout: RunTimeout = call.timeout.map { .after(.milliseconds($0)) } ?? .inherited
    let workflow = call.node.workflow(on: executor)
    do {
      return try await context.run(workflow, Begun(parent: place), as: call.name, timeout: timeout)
    } catch {
      // Even if it was cancelled: nothing that it does from here on may show.
      if call.catches { return ChildProgram.caught }
      throw error
    }
  }
}
