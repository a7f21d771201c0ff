/// Puts tool calls together from the pieces they are streamed in.
struct ToolCallAssembler {
  /// The calls so far, ordered by their index.
  ///
  /// Indices are a server's claim: they order, and never allocate.
  private(set) var calls: [ToolCall] = []
  private var indices: [Int] = []
  /// The position of the call last written to.
  private var current: Int?

  mutating func add(_ delta: ToolCallDelta) {
    let position = position(for: delta)
    current = position
    if let id = delta.id, !id.isEmpty { calls[position].id = id }
    if let name = delta.name, !name.isEmpty, name != calls[position].name { calls[position].name += name }
    calls[position].arguments += delta.arguments
  }

  private mutating func position(for delta: ToolCallDelta) -> Int {
    if let index = delta.index {
      let named = calls.indices.last { indices[$0] == index && isNamed(calls[$0], by: delta) }
      // Of several calls with the same index, the one last written to is meant, unless an ID says otherwise.
      let position = named ?? current.flatMap { indices[$0] == index ? $0 : nil } ?? indices.lastIndex(of: index)
      if let position, continues(calls[position], delta) { return position }
      return insert(index)
    }
    if let position = calls.lastIndex(where: { isNamed($0, by: delta) }) { return position }
    if let current, continues(calls[current], delta), !begins(after: calls[current], delta) { return current }
    return insert((indices.last ?? -1).addingReportingOverflow(1).partialValue)
  }

  /// Whether a piece says by its ID that it belongs to a call.
  private func isNamed(_ call: ToolCall, by delta: ToolCallDelta) -> Bool {
    delta.id.map { !$0.isEmpty && $0 == call.id } ?? false
  }

  /// Whether a piece may belong to a call: some servers give every call the same index, or none, and tell them by ID.
  private func continues(_ call: ToolCall, _ delta: ToolCallDelta) -> Bool {
    guard let id = delta.id, !id.isEmpty, !call.id.isEmpty else { return true }
    return id == call.id
  }

  /// Whether a piece that says nothing of where it belongs begins another call: by another name, once there are
  /// arguments.
  private func begins(after call: ToolCall, _ delta: ToolCallDelta) -> Bool {
    guard let name = delta.name, !name.isEmpty, delta.id?.isEmpty ?? true else { return false }
    return name != call.name && !call.arguments.isEmpty
  }

  private mutating func insert(_ index: Int) -> Int {
    let position = indices.firstIndex { $0 > index } ?? indices.endIndex
    indices.insert(index, at: position)
    calls.insert(ToolCall(id: "", name: "", arguments: ""), at: position)
    return position
  }
}
