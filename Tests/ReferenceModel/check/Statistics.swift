/// Prints how many programs contain each construct and come to each ending.
func printStatistics(_ count: Int, from seed: UInt64) {
  var counts: [String: Int] = [:]
  for index in 0..<UInt64(count) {
    let program = ProgramGenerator().program(seed: seed &+ index)
    let prediction = Prediction(of: program)
    let names =
      program.constructs(in: prediction.observation).map(\.rawValue)
      + ["ends: \(prediction.observation.ending.name)", "kind: \(program.kind)"]
      + (prediction.facts.ending ? ["sure: ending"] : []) + (prediction.facts.executions ? ["sure: executions"] : [])
      + (prediction.facts.isAll ? ["sure: all"] : []) + (program.steps.count == 1 ? ["one step"] : [])
      + (program.isCommon(prediction) ? ["common with Python"] : [])
    for name in names { counts[name, default: 0] += 1 }
  }
  let expected =
    Construct.allCases.map(\.rawValue)
    + ["stopped", "failed", "timedOut", "cancelled", "stuck"].map { "ends: \($0)" }
  for name in expected + counts.keys.filter({ !expected.contains($0) }).sorted() {
    let number = counts[name, default: 0]
    let percent = Double(number * 1000 / max(count, 1)) / 10
    let rare = number * 50 < count ? "   too rare" : ""
    print("\(name)\(String(repeating: " ", count: max(1, 28 - name.count)))\(number)  \(percent) %\(rare)")
  }
}
