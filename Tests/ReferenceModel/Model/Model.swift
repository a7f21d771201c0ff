/// Runs a program in the plainest way there is: a list of things to do, first come, first served, and a number for
/// the time, which moves when there is nothing left to do.
struct Model {
  /// A run that comes to this many executions is taken to be endless.
  static let limit = 1_000
  /// So is one with a value of this size.
  static let valueLimit = 1_000_000_000_000

  let program: Program
  let levels: Levels
  let waitsForOutside: Bool
  /// For every step the one that handles its failures.
  let handlers: [Int?]
  /// Draws what to do next; `nil` to do things in order.
  var random: SplitMix64?
  /// Whether the run goes on after an ending, to find the others that it might have come to.
  let goesOn: Bool
  /// Whether what happens at an earlier time is sure to happen before what happens at a later one.
  let trustsTimes: Bool

  var time = 0
  var todos: [Todo]
  var alarms: [(time: Int, todo: Todo)] = []
  var queues: [[Item]]
  var busy: [Int]
  /// The executions whose events a step has collected and not yet used.
  var buffers: [[Int]]
  /// All batches that were ever opened.
  var batches: [Batch] = []
  /// What waits in the steps that take sets.
  var waiting: [Waiting.Place: Waiting] = [:]
  var executions: [Execution] = []
  /// The executions in the order in which they began.
  var begun: [Int] = []
  /// The executions that acted, in order.
  var acted: [Int] = []
  var stream: [(written: Observation.Written, by: Int, time: Int)] = []
  /// How many early answers were sent.
  var sent = 0
  /// How many events of the stream the person has read.
  var read = 0
  var endings: [PossibleEnding] = []
  /// How much work was withdrawn from cancelled batches, or came to them too late.
  var withdrawn = 0
  /// Whether something depended on an order that is not sure, so that nothing that followed is.
  var isUnsure = false

  init(_ program: Program, random: SplitMix64? = nil, goesOn: Bool = false, trustsTimes: Bool = true) {
    self.program = program
    levels = Levels(of: program)
    waitsForOutside = program.waitsForOutside
    handlers = program.handlers
    self.random = random
    self.goesOn = goesOn
    self.trustsTimes = trustsTimes
    queues = program.steps.map { _ in [] }
    busy = program.steps.map { _ in 0 }
    buffers = program.steps.map { _ in [] }
    todos = program.outside.early.map { _ in .person }
    if let timeout = program.timeout { alarms.append((timeout, .timeOut)) }
    if program.outside.cancel == .whenQuiet { alarms.append((Outside.quietTime, .cancelQuietly)) }
  }

  /// Runs until the end, or until nothing is left to do.
  mutating func run() {
    route(.start, program.start, Arrival(source: .outside(index: 0), time: 0, causes: Causes()))
    checkWhetherStuck()
    while goesOn || endings.isEmpty {
      if isEndless { return }
      if todos.isEmpty {
        guard let next = alarms.map(\.time).min() else { return }
        time = next
        todos = alarms.filter { $0.time == next }.map(\.todo)
        alarms.removeAll { $0.time == next }
      }
      let index = random.map { _ in Int.random(in: todos.indices, using: &random!) } ?? 0
      perform(todos.remove(at: index))
      checkWhetherStuck()
    }
  }

  private mutating func perform(_ todo: Todo) {
    switch todo {
    case .begin(let id): begin(id)
    case .act(let id): act(id)
    case .send(let id, let index): send(id, index)
    case .retry(let item):
      queues[item.step].insert(item, at: 0)
      startQueued(item.step)
    case .person: doNextThingOutside()
    case .timeOut: end(.timedOut(activeSteps: activeSteps))
    case .cancelQuietly: end(.cancelled)
    }
  }

  var isEndless: Bool {
    executions.count >= Self.limit || executions.last.map { $0.item.value.magnitude >= Self.valueLimit } ?? false
  }

  private var activeSteps: [String] {
    program.steps.indices.filter { busy[$0] > 0 }.map { program.steps[$0].name }
  }

  /// Ends the run for a reason that is not in an execution.
  mutating func end(_ ending: Ending, after causes: Causes = Causes()) {
    endings.append(PossibleEnding(ending: ending, time: time, causes: causes))
  }

  /// A run in which nothing is queued, running or delayed fails at once, unless somebody outside can go on with it.
  private mutating func checkWhetherStuck() {
    guard !waitsForOutside, !todos.contains(where: \.isWork), !alarms.contains(where: { $0.todo.isWork }),
      endings.allSatisfy({ $0.ending == .cancelled })
    else { return }
    let all = IDSet(executions.indices)
    end(.stuck, after: Causes(begun: all, done: all))
  }
}
