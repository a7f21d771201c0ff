#if Macros
/// What is said in more than one place.
///
/// What the run-time check says too is in its words: `Sources/Workflows/Graph`.
enum Words {
  static func takesNoEvent(_ step: String, _ type: String) -> String {
    if let remedy = remedy(type) { return "step '\(step)' takes '\(type)', which is a protocol; take \(remedy)" }
    return
      "step '\(step)' takes '\(type)', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with "
      + "'@Resource'"
  }

  static func returnsNoEvent(_ step: String, _ type: String) -> String {
    if let remedy = remedy(type) { return "step '\(step)' returns '\(type)', which is a protocol; return \(remedy)" }
    return
      "step '\(step)' returns '\(type)', which is no event; return an event, an optional or an array of one, 'Either', "
      + "an '@EventUnion', or nothing"
  }

  /// What to write for a role's protocol, which is a class in Python, and stands in signatures there.
  private static func remedy(_ type: String) -> String? {
    switch type {
    case "StartEvent": "'Start<String>', or a type of your own that conforms to it"
    case "StopEvent": "'Stop<String>', or a type of your own that conforms to it"
    case "Event", "InputRequiredEvent", "HumanResponseEvent": "a type of your own that conforms to it"
    default: nil
    }
  }

  static func takesStop(_ step: String, _ type: String) -> String {
    "step '\(step)' takes '\(type)', which ends the run and is never delivered to a step"
  }

  static func sendsStop(_ step: String, _ type: String) -> String {
    "step '\(step)' sends '\(type)', which ends the run only when a step returns it; return it"
  }

  static func returnsTermination(_ step: String, _ type: String) -> String {
    "step '\(step)' returns '\(type)', which only the runtime does; throw an error instead"
  }

  static func hiddenFromExtensions(_ name: String) -> String {
    "'\(name)' is 'private' within another type, where its conformance cannot reach it; make it 'fileprivate'"
  }

  static func list(_ mentions: [Mention]) -> String { mentions.map { "'\($0.key)'" }.joined(separator: ", ") }
}
#endif
