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
      // Of several calls with the same index the last is meant, because another ID has closed those before.
      if let position = indices.lastIndex(of: index), continues(calls[position], delta) { return position }
      return insert(index)
    }
    if let current, continues(calls[current], delta) { return current }
    return insert((indices.last ?? -1).addingReportingOverflow(1).partialValue)
  }

  /// Whether a piece belongs to a call: some servers give every call the same index, or none, and tell them by ID.
  private func continues(_ call: ToolCall, _ delta: ToolCallDelta) -> Bool {
    guard let id = delta.id, !id.isEmpty, !call.id.isEmpty else { return true }
    return id == call.id
  }

  private mutating func insert(_ index: Int) -> Int {
    let position = indices.firstIndex { $0 > index } ?? indices.endIndex
    indices.insert(index, at: position)
    calls.insert(ToolCall(id: "", name: "", arguments: ""), at: position)
    return position
  }
}
