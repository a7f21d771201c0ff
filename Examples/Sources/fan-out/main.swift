import ExampleSupport
import Workflows

let words = arguments("fan-out [query ...]")
let queries = words.isEmpty ? ["ship", "sea", "harpooneer", "whale"] : words

show("All of them, by two workers:\n")
await watch(ParallelFlow().run(queries))
show("\nThe first two, and the others are cancelled:\n")
await watch(FirstTwoFlow().run(queries))

func watch<W: Workflow>(_ handler: WorkflowHandler<W>) async where W.StopEventType == Stop<[String]> {
  for await record in handler.streamEvents().records {
    if let progress = record.event as? ProgressEvent { show("\(seconds(record.time)) \(progress.msg)\n") }
  }
  show("Joined: \(await handler.resultOrExit().joined(separator: ", "))\n")
}

/// The seconds since the run began, to a tenth.
func seconds(_ time: Duration) -> String {
  let tenths = time / .milliseconds(100)
  return "\(tenths.rounded(.down) / 10)s"
}
