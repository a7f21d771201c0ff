/// When which step ran, on which worker: a lane for each worker of each step.
struct Timeline {
  struct Lane {
    var name: String
    var tooltip: String
    var bars: [Bar] = []
  }

  struct Bar {
    var start: Double
    var end: Double
    var outcome: String
    var tooltip: String
  }

  private(set) var lanes: [Lane] = []
  /// How the run ended, in words.
  let outcome: String
  let outcomeName: String
  let width: Double
  /// How many lanes are not shown.
  private(set) var hiddenLanes = 0
  let duration: Duration

  static let nameWidth = 190.0
  static let laneHeight = 22.0
  private static let mostLanes = 80

  init(_ execution: WorkflowExecution, width: Double) {
    self.width = width
    duration = execution.duration
    outcome = Self.words(execution)
    outcomeName = execution.outcome.rawValue
    struct Key: Hashable {
      var path: String
      var step: String
      var worker: Int
    }
    var numbers: [Key: Int] = [:]
    var order: [(first: Int, key: Key)] = []
    // The workers of one step are next to each other, the steps in the order in which they began.
    var firsts: [String: Int] = [:]
    for attempt in execution.attempts {
      let key = Key(path: attempt.path, step: attempt.step, worker: attempt.worker)
      let first = firsts["\(key.path)\u{0}\(key.step)", default: firsts.count]
      firsts["\(key.path)\u{0}\(key.step)"] = first
      if numbers.updateValue(0, forKey: key) == nil { order.append((first, key)) }
    }
    order.sort { ($0.first, $0.key.worker) < ($1.first, $1.key.worker) }
    for (number, entry) in order.enumerated() { numbers[entry.key] = number }
    lanes = order.map { _, key in
      let step = key.path.isEmpty ? key.step : "\(key.path) / \(key.step)"
      return Lane(name: key.worker == 0 ? step : "", tooltip: "\(step), worker \(key.worker)")
    }
    let total = max(duration.inSeconds, 1e-9)
    for attempt in execution.attempts {
      let key = Key(path: attempt.path, step: attempt.step, worker: attempt.worker)
      let end = attempt.end ?? duration
      lanes[numbers[key] ?? 0].bars.append(
        Bar(
          start: attempt.start.inSeconds / total, end: end.inSeconds / total, outcome: attempt.outcome.rawValue,
          tooltip: Self.tooltip(attempt, end)))
    }
    if lanes.count > Self.mostLanes {
      hiddenLanes = lanes.count - Self.mostLanes
      lanes.removeSubrange(Self.mostLanes...)
    }
  }

  /// Without lanes: what the run came to.
  let headHeight = 26.0
  var height: Double {
    if lanes.isEmpty { return headHeight }
    return headHeight + 30 + Double(lanes.count) * Self.laneHeight + (hiddenLanes > 0 ? 20 : 0)
  }

  /// Round times to put marks at, and their places.
  var ticks: [(place: Double, text: String)] {
    let total = duration.inSeconds
    guard total > 0 else { return [(0, "0 s")] }
    var step = 1e-7
    // 1, 2, 5, 10, …: no more than eight of them.
    let factors = [2, 2.5, 2]
    var index = 0
    while total / step > 8 {
      step *= factors[index % 3]
      index += 1
    }
    var ticks: [(Double, String)] = []
    var number = 0.0
    while number * step <= total * 1.0001 {
      ticks.append((number * step / total, Duration(clampingSeconds: number * step).forPeople))
      number += 1
    }
    return ticks
  }

  private static func tooltip(_ attempt: WorkflowExecution.Attempt, _ end: Duration) -> String {
    var text = "\(attempt.step)(\(attempt.inputEventName)): \(attempt.outcome)"
    if attempt.number > 1 { text += ", attempt \(attempt.number)" }
    text += ", \((end - attempt.start).forPeople)"
    if attempt.waited > .zero { text += ", of which it waited \(attempt.waited.forPeople)" }
    if let error = attempt.error { text += "\n\(error)" }
    return text
  }

  private static func words(_ execution: WorkflowExecution) -> String {
    let time = execution.duration.forPeople
    var text: String
    switch execution.outcome {
    case .completed: text = "Completed after \(time)"
    case .failed:
      text = "Failed after \(time)"
      if let step = execution.failedStep { text += " in \(step)" }
      if let failure = execution.failure { text += ": \(Markup.oneLine(failure))" }
    case .timedOut: text = "Timed out after \(time)"
    case .cancelled: text = "Cancelled after \(time)"
    default: text = "Running for \(time)"
    }
    if !execution.isObserved {
      text +=
        ". The run does not record internal events, so what ran is not known; run it with RunOptions(recordsInternalEvents: true)"
    }
    if execution.missingRecords > 0 { text += ". \(execution.missingRecords) records are not kept any more" }
    return text
  }
}

extension SVGWriter {
  mutating func write(_ timeline: Timeline, at origin: Point, isFull: Bool) {
    open("g", ["class": "timeline"])
    let outcome = TextMetrics.wrap(timeline.outcome, size: 12, within: timeline.width, lines: 1)[0]
    open("g", ["class": "outcome"])
    title(timeline.outcome)
    label(outcome, x: origin.x, y: origin.y + 12, class: "outcome is-\(timeline.outcomeName)", anchor: "start")
    write("</g>\n")
    if isFull, !timeline.lanes.isEmpty { lanes(timeline, Point(x: origin.x, y: origin.y + timeline.headHeight)) }
    write("</g>\n")
  }

  private mutating func lanes(_ timeline: Timeline, _ origin: Point) {
    let left = origin.x + Timeline.nameWidth
    let width = timeline.width - Timeline.nameWidth - 24
    let bottom = origin.y + 22 + Double(timeline.lanes.count) * Timeline.laneHeight
    for tick in timeline.ticks {
      let x = left + tick.place * width
      label(tick.text, x: x, y: origin.y + 12, class: "tick", anchor: "middle")
      write(
        "<path class=\"rule\" d=\"M\(Markup.number(x)) \(Markup.number(origin.y + 18)) V\(Markup.number(bottom))\"/>\n")
    }
    for (index, lane) in timeline.lanes.enumerated() {
      let y = origin.y + 22 + Double(index) * Timeline.laneHeight
      open("g", ["class": "lane-row"])
      title(lane.tooltip)
      if !lane.name.isEmpty {
        write(
          "<path class=\"lane\" d=\"M\(Markup.number(origin.x)) \(Markup.number(y)) H\(Markup.number(left + width))\"/>\n"
        )
        let name = TextMetrics.wrap(Markup.oneLine(lane.name), size: 12, within: Timeline.nameWidth - 12, lines: 1)[0]
        label(name, x: origin.x, y: y + 15, class: "lane-name", anchor: "start")
      }
      for bar in lane.bars {
        open("g", ["class": "bar is-\(bar.outcome)"])
        title(bar.tooltip)
        rectangle(
          Rectangle(
            x: left + bar.start * width, y: y + 5, width: max((bar.end - bar.start) * width, 2),
            height: Timeline.laneHeight - 10), radius: 3, class: "bar is-\(bar.outcome)")
        write("</g>\n")
      }
      write("</g>\n")
    }
    if timeline.hiddenLanes > 0 {
      label("and \(timeline.hiddenLanes) more", x: origin.x, y: bottom + 16, class: "tick", anchor: "start")
    }
  }
}
