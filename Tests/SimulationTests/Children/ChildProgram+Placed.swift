extension ChildProgram {
  /// Where a node is in the tree.
  struct Placed {
    var name: String
    /// How many are run at once with it, itself included.
    var atOnce: Int
    /// Whether a run around it may go on while an attempt that it was part of has exceeded its time.
    var mayOverlap: Bool
  }

  var placed: [Int: Placed] { root.placed(mayOverlap: false) }
}

extension ChildProgram.Node {
  fileprivate func placed(mayOverlap: Bool) -> [Int: ChildProgram.Placed] {
    var all: [Int: ChildProgram.Placed] = [:]
    let mayOverlap = mayOverlap || attemptTimeout != nil
    for case .run(let calls, _) in acts {
      for call in calls {
        all[call.node.number] = .init(name: call.name ?? "node", atOnce: calls.count, mayOverlap: mayOverlap)
        all.merge(call.node.placed(mayOverlap: mayOverlap)) { first, _ in first }
      }
    }
    return all
  }
}
