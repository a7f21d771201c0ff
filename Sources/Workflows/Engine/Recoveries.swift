/// How often handlers have taken failures of the work that an event follows from.
///
/// A class, so that what is almost always nothing takes no more than a reference in every piece of work.
package final class Recoveries: Sendable {
  /// By the handler's step.
  private let counts: [Int: Int]

  private init(_ counts: [Int: Int]) { self.counts = counts }

  static func count(_ recoveries: Recoveries?, by handler: Int) -> Int { recoveries?.counts[handler] ?? 0 }

  /// With one more by a handler.
  static func adding(_ handler: Int, to recoveries: Recoveries?) -> Recoveries {
    var counts = recoveries?.counts ?? [:]
    counts[handler, default: 0] += 1
    return Recoveries(counts)
  }
}
