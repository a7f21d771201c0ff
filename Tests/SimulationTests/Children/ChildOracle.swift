/// What a program of children must come to, and when, by plain recursion: no runs, no events, no tasks.
struct ChildOracle {
  /// Whether two things that shut each other out fall on the same instant, so that nobody can say what comes of it.
  private(set) var isTied = false
  private(set) var course: ChildCourse

  init(_ program: ChildProgram) {
    course = ChildCourse(node: 0, start: 0)
    var course = run(program.root, from: 0, timeout: program.timeout)
    if let cancellation = program.cancellation { limit(&course, to: cancellation, "cancelled") }
    self.course = course
  }

  /// A thing that a step waits for.
  private struct Awaited {
    var since: Int
    var until: Int
    var isOver = false
  }

  private mutating func run(_ node: ChildProgram.Node, from start: Int, timeout: Int?) -> ChildCourse {
    var course = ChildCourse(node: node.number, start: start)
    var awaited: [Int: Awaited] = [:]
    for attempt in 1...node.attempts {
      var part = self.attempt(attempt, of: node, from: course.end, &awaited)
      if let limit = node.attemptTimeout { self.limit(&part, to: course.end + limit, "stepTimedOut") }
      // What the attempt waited for in vain is kept for the next one, if it comes meanwhile.
      awaited = awaited.filter { $0.value.since <= part.end }
      for (act, thing) in awaited { awaited[act]?.isOver = thing.until <= part.end }
      course.add(part)
      guard case .failure = course.outcome else { break }
      if attempt == node.attempts { break }
      course.write(.superseded, act: -1, attempt: attempt)
      course.end += node.retryDelay * 1_000
    }
    if case .failure = course.outcome, node.isHandled {
      course.write(.rescued, act: -1, attempt: 1)
      course.outcome = .value(ChildProgram.rescued(node.number))
    }
    if let timeout { limit(&course, to: start + timeout, "timedOut") }
    return course
  }

  /// Fails what takes longer.
  private mutating func limit(_ course: inout ChildCourse, to time: Int, _ error: String) {
    if course.end == time { isTied = true }
    if course.end < time { return }
    course.cut(at: time)
    course.outcome = .failure([error])
  }

  private mutating func attempt(
    _ attempt: Int, of node: ChildProgram.Node, from start: Int, _ awaited: inout [Int: Awaited]
  ) -> ChildCourse {
    var course = ChildCourse(node: node.number, start: start)
    var sum = node.number
    for (index, act) in node.acts.enumerated() {
      switch act {
      case .say: course.write(.said, act: index, attempt: attempt)
      case .sleep(let seconds): course.end += seconds * 1_000
      case .ask(let delay), .listen(let delay, _):
        let isQuestion = if case .ask = act { true } else { false }
        let earlier = awaited[index]
        if let earlier, earlier.until == course.end, !earlier.isOver { isTied = true }
        if earlier?.isOver != true, earlier?.until ?? .max > course.end {
          course.write(isQuestion ? .asked : .listened, act: index, attempt: attempt)
          let due = earlier ?? Awaited(since: course.end, until: course.end + delay * 1_000)
          awaited[index] = due
          course.end = due.until
        }
        sum = ChildProgram.adding(ChildProgram.answer(node.number, index), to: sum)
      case .fail(let first) where attempt < first:
        course.outcome = .failure(["failed \(node.number)"])
        return course
      case .fail: break
      case .run(let calls, let manner):
        course.write(.before, act: index, attempt: attempt)
        switch run(calls, manner, &course) {
        case .success(let values): for value in values { sum = ChildProgram.adding(value, to: sum) }
        case .failure(let errors):
          course.outcome = .failure(errors.names)
          return course
        }
        course.write(.after, act: index, attempt: attempt)
      }
    }
    course.outcome = .value(sum)
    return course
  }

  private struct Errors: Error { var names: Set<String> }

  /// Runs children at once, and waits for all; if one fails and that is to end the others, they end when it does.
  private mutating func run(
    _ calls: [ChildProgram.Call], _ manner: ChildProgram.Manner, _ course: inout ChildCourse
  ) -> Result<[Int], Errors> {
    let start = course.end
    var courses: [ChildCourse] = []
    for call in calls { courses.append(run(call.node, from: start, timeout: call.timeout)) }
    var values: [Int] = []
    var failures: [(index: Int, end: Int, errors: Set<String>)] = []
    for (index, child) in courses.enumerated() {
      switch child.outcome {
      case .value(let value): values.append(value)
      case .failure where calls[index].catches: values.append(ChildProgram.caught)
      case .failure(let errors): failures.append((index, child.end, errors))
      }
    }
    var thrown = failures.first?.errors
    if manner == .failingFast, let first = failures.map(\.end).min() {
      let causes = failures.filter { $0.end == first }
      thrown = causes.reduce([]) { $0.union($1.errors) }
      for index in courses.indices where causes.count > 1 || causes[0].index != index { courses[index].cut(at: first) }
      courses.removeAll(where: \.lines.isEmpty)
    }
    course.end = courses.map(\.end).max() ?? start
    course.children += courses
    return thrown.map { .failure(Errors(names: $0)) } ?? .success(values)
  }
}
