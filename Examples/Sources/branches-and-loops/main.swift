import ExampleSupport
import Workflows

let usage = "branches-and-loops [seed]"
var state = BranchesAndLoops.State()
if let argument = arguments(usage, atMost: 1).first {
  guard let seed = UInt64(argument) else { misused(usage, "the seed '\(argument)' is no number") }
  state.coin = Coin(seed: seed)
}

let handler = BranchesAndLoops().run(state: state)
for await progress in handler.streamEvents().of(ProgressEvent.self) {
  show("\(progress.msg)\n")
}
show("\(await handler.resultOrExit())\n")
