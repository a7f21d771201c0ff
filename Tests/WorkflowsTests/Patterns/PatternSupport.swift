import Workflows
import WorkflowsTesting

// The 43 workflow control-flow patterns, one test for each. The comment above a test quotes N. Russell, A. H. M. ter
// Hofstede, W. M. P. van der Aalst, N. Mulyar: Workflow Control-Flow Patterns, A Revised View (BPM-06-22, 2006).
//
// A workflow is a function whose parameter is the construct in question. The test runs it twice, with the construct and
// with its nearest simpler neighbour, and expects two different courses: so it fails if the two are the same.

/// A workflow that ends when nothing is left to do, so that its course alone says what it is.
typealias Pattern = InlineWorkflow<Start<Int>, Stop<Nothing>, Tally>

struct Tally: WorkflowState {
  var created = 0
  var done = 0
}

func pattern(
  termination: WorkflowOptions.Termination = .implicit,
  @StepBuilder<Start<Int>, Stop<Nothing>, Tally> _ steps: () -> [Step<Start<Int>, Stop<Nothing>, Tally>]
) -> Pattern {
  Pattern(
    "pattern", stop: Stop<Nothing>.self, state: Tally.self, options: .init(timeout: nil, termination: termination),
    steps: steps)
}

/// What happened in a run, with the second at which it did.
final class Diary: Sendable {
  let simulation: Simulation
  private let lines = Recorder<String>()

  init(_ simulation: Simulation) { self.simulation = simulation }

  var all: [String] { lines.values }
  var second: Int { Int(simulation.clock.now.components.seconds) }

  func note(_ text: String) { lines.append("\(text) \(second)") }
}

extension WorkflowContext {
  /// Works for so many seconds, and has them written down.
  func work(_ name: String, _ seconds: Int, _ diary: Diary) async throws {
    let begin = diary.second
    do {
      try await sleep(for: .seconds(seconds))
    } catch {
      diary.note("\(name) is cancelled")
      throw error
    }
    diary.note("\(name) \(begin) –")
  }
}

/// Who does something to a run while it is on.
struct Stage: Sendable {
  let handler: WorkflowHandler<Pattern>
  let diary: Diary

  func wait(until second: Int) async throws {
    try await diary.simulation.sleep(for: .seconds(second) - diary.simulation.clock.now)
  }

  /// Lets happen what can happen at this moment.
  func letOthersGo() async throws { try await diary.simulation.sleep(for: .milliseconds(1)) }

  /// Sends an event, and writes down if nobody takes it.
  func send(_ event: some Event) {
    do { try handler.sendEvent(event) } catch { diary.note("refused") }
  }
}

/// How a run went.
struct Course: Sendable {
  /// The lines of the diary, in order.
  var lines: [String]
  /// The same by name, for those of one moment, which have no order.
  var sorted: [String] { lines.sorted() }
  /// The second at which it ended.
  var end: Int
  /// Why it failed, if it did.
  var code: WorkflowError.Code?
}

/// Runs a pattern in virtual time, in the order of events in which nothing is shuffled.
///
/// - Parameters:
///   - input: What it starts with.
///   - meanwhile: What is done to the run while it is on.
///   - workflow: The pattern.
func course(
  of input: Int = 0, while meanwhile: @escaping @Sendable (Stage) async throws -> Void = { _ in },
  _ workflow: @escaping @Sendable (Diary) -> Pattern
) async throws -> Course {
  let courses = Recorder<Course>()
  try await replay([]) { courses.append(try await course(in: $0, of: input, workflow, meanwhile)) }
  return courses.values[0]
}

/// Runs a pattern in as many orders of events as there are seeds.
func courses(
  of input: Int = 0, seeds: Range<UInt64> = 0..<50, _ workflow: @escaping @Sendable (Diary) -> Pattern
) async throws -> [Course] {
  let courses = Recorder<Course>()
  try await simulate(seeds: seeds) { courses.append(try await course(in: $0, of: input, workflow) { _ in }) }
  return courses.values
}

private func course(
  in simulation: Simulation, of input: Int, _ workflow: @Sendable (Diary) -> Pattern,
  _ meanwhile: @Sendable (Stage) async throws -> Void
) async throws -> Course {
  let diary = Diary(simulation)
  let handler = simulation.run(workflow(diary), input)
  try await meanwhile(Stage(handler: handler, diary: diary))
  let code = await handler.failureCode()
  let end = diary.second
  // What was cancelled may end after the run.
  try await simulation.sleep(for: .milliseconds(1))
  return Course(lines: diary.all, end: end, code: code)
}
