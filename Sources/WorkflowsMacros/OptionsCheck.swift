#if Macros
import SwiftSyntax

/// Options of a step that make no sense, where they are written out.
struct StepOptionsCheck {
  let name: String
  let arguments: MacroArguments

  var problems: [Problem] {
    var problems: [Problem] = []
    if let workers = arguments["numWorkers"], let count = workers.integer, count < 1 {
      problems.append(Problem("option", "step '\(name)' has \(count) workers; give at least 1", at: workers))
    }
    if let count = arguments["collect"]?.takenCount, count.value < 1 {
      problems.append(
        Problem("option", "step '\(name)' collects \(count.value) events; take at least 1", at: count.node))
    }
    if let timeout = arguments["timeout"]?.negativeDurations.first {
      problems.append(
        Problem(
          "option", "the timeout of step '\(name)' is '\(timeout.trimmedDescription)'; give zero or more", at: timeout
        ))
    }
    if let retry = arguments["retry"] {
      problems += retry.attempts.filter { $0.count < 1 }.map {
        Problem("option", "step '\(name)': retries stop after \($0.count) attempts; give at least 1", at: $0.node)
      }
      problems += retry.negativeDurations.map {
        Problem("option", "step '\(name)': a retry delay is '\($0.trimmedDescription)'; give zero or more", at: $0)
      }
    }
    return problems
  }
}

/// Options of a workflow that make no sense, where they are written out.
struct WorkflowOptionsCheck {
  let name: String
  let arguments: MacroArguments

  var problems: [Problem] {
    var problems: [Problem] = []
    if let limit = arguments["numConcurrentRuns"], let count = limit.integer, count < 1 {
      problems.append(Problem("option", "numConcurrentRuns is \(count); give at least 1", at: limit))
    }
    if let timeout = arguments["timeout"]?.negativeDurations.first {
      problems.append(
        Problem(
          "option",
          "the timeout of workflow '\(name)' is '\(timeout.trimmedDescription)'; give zero or more, or nil for none",
          at: timeout))
    }
    for label in ["start", "stop"] {
      guard let type = arguments[label], !type.is(NilLiteralExprSyntax.self), type.memberName != "self" else {
        continue
      }
      problems.append(
        Problem("option", "'\(label):' needs a type that is written out, such as 'Begin.self'", at: type))
    }
    return problems
  }
}
#endif
