import Workflows

struct ProgressEvent: Event { var done: Int; var total: Int }

/// A long job that says how far it is.
@Workflow(timeout: nil)
struct CountPrimes {
  var chunk = 10_000

  /// Computes without a pause, hence on a thread of its own.
  @Step(blocking: true)
  func count(_ event: Start<Int>, context: Context) throws -> Stop<Int> {
    var primes = 0
    for start in stride(from: 0, to: event.input, by: chunk) {
      // Somebody may have cancelled the run.
      try Task.checkCancellation()
      let end = min(start + chunk, event.input)
      primes += (start..<end).count(where: isPrime)
      context.writeEventToStream(ProgressEvent(done: end, total: event.input))
    }
    return Stop(primes)
  }
}

private func isPrime(_ number: Int) -> Bool {
  guard number > 3 else { return number > 1 }
  guard number % 2 != 0 else { return false }
  var divisor = 3
  while divisor * divisor <= number {
    if number % divisor == 0 { return false }
    divisor += 2
  }
  return true
}
