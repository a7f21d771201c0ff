extension Model {
  /// Something that can be done now.
  enum Todo {
    /// An execution has a worker, and its body begins.
    case begin(Int)
    /// An execution has slept, and fails or acts.
    case act(Int)
    /// An execution sends the event of this index, and then the others.
    case send(Int, index: Int)
    /// A delay is over.
    case retry(Item)
    /// The person outside does their next thing.
    case person
    case timeOut
    case cancelQuietly

    /// Whether the run itself has to do it, so that it is not stuck.
    var isWork: Bool {
      switch self {
      case .begin, .act, .send, .retry: true
      case .person, .timeOut, .cancelQuietly: false
      }
    }
  }

  /// The item for which something is to be done.
  func item(of todo: Todo) -> Item? {
    switch todo {
    case .begin(let id), .act(let id), .send(let id, _): executions[id].item
    case .retry(let item): item
    case .person, .timeOut, .cancelQuietly: nil
    }
  }
}
