/// One step of a program.
///
/// It acts on the value of the event that started it, or on the sum of several.
/// An attempt writes its stream events first, then sleeps, then fails if its number is among the first `failures`, and
/// otherwise acts. So what it writes belongs to the moment it starts, and what it emits to the moment it acts.
package struct Step: Codable, Hashable, Sendable {
  package var name: String
  package var takes: Trigger
  package var workers: Int
  /// How many stream events every attempt writes.
  package var writes: Int
  /// How many first attempts fail, for every event anew.
  package var failures: Int
  package var retry: Retry?
  /// The seconds that every attempt sleeps before it fails or acts.
  package var sleep: Int
  package var action: Action

  package init(
    name: String, takes: Trigger, workers: Int = 1, writes: Int = 0, failures: Int = 0, retry: Retry? = nil,
    sleep: Int = 0, action: Action
  ) {
    self.name = name
    self.takes = takes
    self.workers = workers
    self.writes = writes
    self.failures = failures
    self.retry = retry
    self.sleep = sleep
    self.action = action
  }
}

/// A retry policy: the delay is the same every time.
package struct Retry: Codable, Hashable, Sendable {
  /// How many attempts there are in all, the first included.
  package var maxAttempts: Int
  /// The seconds between a failure and the next attempt; with 0 it starts at once, before anything that waits.
  package var delay: Int

  package init(maxAttempts: Int, delay: Int) {
    self.maxAttempts = maxAttempts
    self.delay = delay
  }
}
