import ExampleSupport

/// Draws how far a job is: in place on a terminal, elsewhere a line for every tenth.
struct ProgressBar {
  private var shown = -1

  mutating func update(done: Int, total: Int, after time: Duration) {
    let percent = total == 0 ? 100 : done * 100 / total
    let step = outputIsTerminal ? percent : percent / 10 * 10
    guard step > shown else { return }
    shown = step
    let rate = Int(Double(done) / max(time / .seconds(1), 0.001))
    if outputIsTerminal {
      let bar = String(repeating: "#", count: percent / 4) + String(repeating: ".", count: 25 - percent / 4)
      show("\r[\(bar)] \(percent)% \(rate)/s\u{1B}[K")
    } else {
      show("\(step)% \(rate)/s\n")
    }
  }

  /// Leaves the line of the bar.
  func end() { if outputIsTerminal, shown >= 0 { show("\n") } }
}
