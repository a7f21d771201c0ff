import DequeModule

/// Elements in order: those of the highest priority first, and among these the one that came first.
///
/// Made for many elements of few priorities, of which most are 0.
struct PriorityQueue<Element> {
  private struct Lane {
    let priority: Int
    var elements: Deque<Element> = []
  }

  private var ordinary: Deque<Element> = []
  /// Those whose priority is not 0, the highest first; none of them is empty.
  private var lanes: [Lane] = []

  var isEmpty: Bool { ordinary.isEmpty && lanes.isEmpty }

  /// The next element.
  var first: Element? { isLaneFirst ? lanes[0].elements.first : ordinary.first }

  /// The priority of the next element; `nil` if there is none.
  var priority: Int? { isLaneFirst ? lanes[0].priority : ordinary.isEmpty ? nil : 0 }

  private var isLaneFirst: Bool {
    guard let lane = lanes.first else { return false }
    return lane.priority > 0 || ordinary.isEmpty
  }

  mutating func append(_ element: Element, priority: Int) {
    if priority == 0 { return ordinary.append(element) }
    let index = lanes.firstIndex { $0.priority <= priority } ?? lanes.count
    if index == lanes.count || lanes[index].priority != priority { lanes.insert(Lane(priority: priority), at: index) }
    lanes[index].elements.append(element)
  }

  mutating func popFirst() -> Element? {
    guard isLaneFirst else { return ordinary.popFirst() }
    defer { if lanes[0].elements.isEmpty { lanes.removeFirst() } }
    return lanes[0].elements.popFirst()
  }

  mutating func removeAll(where isRemoved: (Element) -> Bool) {
    ordinary.removeAll(where: isRemoved)
    for index in lanes.indices { lanes[index].elements.removeAll(where: isRemoved) }
    lanes.removeAll(where: \.elements.isEmpty)
  }

  /// Takes all elements out, in order.
  mutating func takeAll() -> [Element] {
    var all: [Element] = []
    while let element = popFirst() { all.append(element) }
    return all
  }
}
