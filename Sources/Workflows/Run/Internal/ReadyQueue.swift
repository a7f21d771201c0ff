import DequeModule

/// Executions that are ready, those of the highest priority first, and among these the one that came first.
struct ReadyQueue {
  private struct Lane {
    let priority: Int
    var dispatches: Deque<Dispatch> = []
  }

  /// Those whose steps have no priority of their own, as most have none.
  private var ordinary: Deque<Dispatch> = []
  /// The others, the highest priority first; none of them is empty.
  private var lanes: [Lane] = []

  var isEmpty: Bool { ordinary.isEmpty && lanes.isEmpty }

  /// The priority of the next one; `nil` if there is none.
  var priority: Int? {
    if let first = lanes.first, first.priority > 0 || ordinary.isEmpty { return first.priority }
    return ordinary.isEmpty ? nil : 0
  }

  mutating func append(_ dispatch: Dispatch, priority: Int) {
    if priority == 0 { return ordinary.append(dispatch) }
    let index = lanes.firstIndex { $0.priority <= priority } ?? lanes.count
    if index == lanes.count || lanes[index].priority != priority { lanes.insert(Lane(priority: priority), at: index) }
    lanes[index].dispatches.append(dispatch)
  }

  mutating func popFirst() -> Dispatch? {
    guard let first = lanes.first, first.priority > 0 || ordinary.isEmpty else { return ordinary.popFirst() }
    defer { if lanes[0].dispatches.isEmpty { lanes.removeFirst() } }
    return lanes[0].dispatches.popFirst()
  }

  /// Takes an execution out, if it is there.
  mutating func remove(_ execution: StepExecution) {
    ordinary.removeAll { $0.execution.serial == execution.serial }
    for index in lanes.indices { lanes[index].dispatches.removeAll { $0.execution.serial == execution.serial } }
    lanes.removeAll(where: \.dispatches.isEmpty)
  }

  /// Takes those out that are there of many executions; returns their serial numbers.
  mutating func remove(_ executions: Set<UInt64>) -> [UInt64] {
    var removed: [UInt64] = []
    func isToGo(_ dispatch: Dispatch) -> Bool {
      guard executions.contains(dispatch.execution.serial) else { return false }
      removed.append(dispatch.execution.serial)
      return true
    }
    ordinary = Deque(ordinary.filter { !isToGo($0) })
    for index in lanes.indices { lanes[index].dispatches = Deque(lanes[index].dispatches.filter { !isToGo($0) }) }
    lanes.removeAll(where: \.dispatches.isEmpty)
    return removed
  }

  /// Takes all of them out, in order.
  mutating func removeAll() -> [StepExecution] {
    var all: [StepExecution] = []
    while let dispatch = popFirst() { all.append(dispatch.execution) }
    return all
  }
}
