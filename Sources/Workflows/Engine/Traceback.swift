/// Where a failure came from: the chain of causes, the step's place in the source, and the steps that led there.
///
/// A backtrace taken where the engine catches an error would show only the engine's own frames.
struct Traceback: CustomStringConvertible {
  let error: any Error
  let item: WorkItem
  let table: StepTable

  var description: String {
    let port = table.ports[Int(item.port)]
    let step = table.steps[port.step]
    let place = step.location.map { " (\($0))" } ?? ""
    var lines = ["step '\(step.name)'\(place) failed on attempt \(item.attempt):"]
    lines.append("  \(String(reflecting: type(of: error))): \(error)")
    var cause = (error as? any CausedError)?.cause
    while let current = cause {
      lines.append("  caused by \(String(reflecting: type(of: current))): \(current)")
      cause = (current as? any CausedError)?.cause
    }
    let earlier = item.lineage.path.map { "\(table.ports[$0].eventName) -> \(table.steps[table.ports[$0].step].name)" }
    let path = (earlier + ["\(port.eventName) -> \(step.name)"]).joined(separator: ", ")
    lines.append("  it came by \(item.lineage.isFull ? "…, " : "")\(path)")
    return lines.joined(separator: "\n")
  }
}
