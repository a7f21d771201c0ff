// A program in a few words, for who looks at a failure.

extension ChildProgram: CustomStringConvertible {
  var description: String {
    "program \(seed)\(timeout.map { ", timeout \($0)" } ?? "")\(cancellation.map { ", cancelled at \($0)" } ?? "")\n"
      + root.text(indent: "  ")
  }
}

extension ChildProgram.Node {
  fileprivate func text(indent: String) -> String {
    let limit = attemptTimeout.map { " each within \($0)" } ?? ""
    let head = "node \(number), \(attempts) attempts every \(retryDelay) s\(limit)\(isHandled ? ", handled" : "")"
    return head + acts.map { "\n\(indent)\($0.text(indent: indent + "  "))" }.joined()
  }
}

extension ChildProgram.Act {
  fileprivate func text(indent: String) -> String {
    guard case .run(let calls, let manner) = self else { return "\(self)" }
    return "run \(manner)" + calls.map { "\n\(indent)\($0.text(indent: indent))" }.joined()
  }
}

extension ChildProgram.Call {
  fileprivate func text(indent: String) -> String {
    let limit = timeout.map { " within \($0)" } ?? ""
    return "as \(name ?? "-")\(limit)\(catches ? ", caught" : ""): \(node.text(indent: indent + "  "))"
  }
}

extension ChildLine: CustomStringConvertible {
  var description: String { "\(kind) \(act) in attempt \(attempt)" }
}
