extension EventStream {
  /// The records that are there, without waiting for those to come.
  var recordsAtHand: [StreamRecord] {
    var cursor = makeCursor()
    var records: [StreamRecord] = []
    while let entry = cursor.nextAtHand() { records.append(StreamRecord(entry, cursor)) }
    return records
  }
}

extension StreamRecord {
  init(_ entry: StreamCursor.Entry, _ cursor: StreamCursor) {
    let record = entry.record
    let (path, step) = cursor.place(of: record)
    self.init(
      sequence: entry.sequence, event: record.event, time: cursor.origin.duration(to: record.time),
      path: path, stepName: step, attempt: step == nil ? nil : Int(record.attempt),
      question: record.question > 0 ? QuestionID(runID: cursor.runID, number: record.question) : nil)
  }
}
