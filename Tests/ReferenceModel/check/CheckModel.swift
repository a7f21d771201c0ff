import Foundation

/// The part of `scripts/check-model` that is in Swift.
@main
struct CheckModel {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("check-model: \(error)\n".utf8))
      exit(2)
    }
  }

  static func run(_ arguments: [String]) throws {
    let count = arguments.dropFirst().first.flatMap { Int($0) } ?? 200
    let seed = arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? 1
    switch arguments.first {
    case "programs":
      print("[" + (try commonPrograms(count, from: seed).map { try $0.json }).joined(separator: ",\n") + "]")
    case "compare": try compare(commonPrograms(count, from: seed), with: FileHandle.standardInput.readDataToEndOfFile())
    case "interleavings": try checkInterleavings(count, from: seed)
    case "statistics": printStatistics(count, from: seed)
    default: throw Complaint("ask for programs, compare, interleavings or statistics")
    }
  }

  /// Programs of the common subset, from as many seeds as it takes.
  static func commonPrograms(_ count: Int, from seed: UInt64) -> [Program] {
    let generator = ProgramGenerator()
    return Array(
      (0...).lazy.map { generator.program(seed: seed &+ UInt64($0)) }
        .filter { $0.isCommon(Prediction(of: $0)) }.prefix(count))
  }

  /// Compares what the Python library did with what the model predicts.
  static func compare(_ programs: [Program], with data: Data) throws {
    let observations = try JSONDecoder().decode([Observation].self, from: data)
    guard observations.count == programs.count else { throw Complaint("not as many observations as programs") }
    var disagreeing = 0
    for (program, seen) in zip(programs, observations) {
      let prediction = Prediction(of: program)
      let differences = prediction.differences(from: seen, in: program)
      if differences.isEmpty { continue }
      disagreeing += 1
      if disagreeing <= 3 { try report(program, differences, prediction.observation, seen) }
    }
    print("\(programs.count) programs, \(programs.count - disagreeing) agree")
    if disagreeing > 0 { exit(1) }
  }

  /// Checks that what the model calls sure is so in whatever order it does things itself.
  static func checkInterleavings(_ count: Int, from seed: UInt64) throws {
    let orders: Range<UInt64> = 0..<20
    for index in 0..<UInt64(count) {
      let program = ProgramGenerator().program(seed: seed &+ index)
      let prediction = Prediction(of: program)
      for order in orders {
        let seen = Observation(of: program, interleaving: order)
        let differences = prediction.differences(from: seen, in: program)
        if differences.isEmpty { continue }
        try report(program, differences, prediction.observation, seen)
        exit(1)
      }
    }
    print("\(count) programs of both kinds keep to what is sure in \(orders.count) interleavings each")
  }

  private static func report(
    _ program: Program, _ differences: [String], _ predicted: Observation, _ seen: Observation
  ) throws {
    print("seed \(program.seed):\n\(try program.json)")
    print("predicted: \(predicted.ending) \(predicted.starts)\n     seen: \(seen.ending) \(seen.starts)")
    for difference in differences { print("  differs in \(difference)") }
  }
}

struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
