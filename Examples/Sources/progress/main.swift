import Dispatch
import ExampleSupport
import Workflows

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

let usage = "progress [limit]"
let argument = arguments(usage, atMost: 1).first ?? "10000000"
guard let limit = Int(argument) else { misused(usage, "the limit '\(argument)' is no number") }

let handler = CountPrimes().run(limit)

#if canImport(Darwin)
// There a signal is delivered to the source as well as to what it would do by itself.
signal(SIGINT, SIG_IGN)
#endif
let interrupts = DispatchSource.makeSignalSource(signal: SIGINT)
interrupts.setEventHandler { @Sendable in handler.cancelRun() }
interrupts.resume()

var bar = ProgressBar()
for await record in handler.streamEvents().records {
  switch record.event {
  case let progress as ProgressEvent: bar.update(done: progress.done, total: progress.total, after: record.time)
  default: bar.end()
  }
}
show("There are \(await handler.resultOrExit()) primes below \(limit).\n")
