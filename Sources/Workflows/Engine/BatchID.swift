/// Names a batch that is open, or none.
package struct BatchID: Hashable, Sendable {
  /// Its place among those that are open; negative for none.
  var place: Int32
  /// The number that tells apart those that are in the same place one after the other.
  var serial: UInt32

  static let none = BatchID(place: -1, serial: 0)

  @inline(__always)
  var isNone: Bool { place < 0 }
}

/// Where an event comes from, which what follows from it inherits.
struct Origin {
  var lineage = Lineage()
  /// The innermost batch that it belongs to.
  var batch = BatchID.none
  /// How often handlers have taken failures on its way.
  var recoveries: Recoveries.ID = 0
}

extension WorkItem {
  /// Where the events come from that this piece of work leads to.
  @inline(__always)
  var origin: Origin { Origin(lineage: lineage.appending(port: port), batch: batch, recoveries: recoveries) }
}
