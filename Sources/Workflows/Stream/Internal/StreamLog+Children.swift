// What the log of a run has of its children's events. A child's log hands each of them on while it holds its own lock, so
// that they come in the child's order; a lock of an inner log is always taken before that of an outer one.

extension StreamLog {
  /// Takes a path for a child run that begins; `nil` if there are too many.
  ///
  /// - Parameters:
  ///   - around: The path of the run that it is a child of, if that is not the log's own.
  ///   - attempt: The attempt that runs it, if that may be superseded.
  func takePath(
    _ name: String, _ child: StepTable, under around: UInt16 = 0, by attempt: AttemptLedger.Key?
  ) -> UInt16? {
    state.withLock { state in
      if state.paths == nil { state.paths = StreamPaths() }
      // Each log says what it calls the run around: that may have a number in one and none in another.
      let prefix = state.paths?.describe(around).map { "\($0.name)/" } ?? ""
      guard let number = state.paths?.take(prefix + name, child) else { return nil }
      if let branch {
        let outerAround = state.outerPaths[around] ?? branch.path
        guard let outer = branch.log.takePath(name, child, under: outerAround, by: attempt) else {
          state.paths?.giveBack(number)
          return nil
        }
        state.outerPaths[number] = outer
      }
      if attempt != nil, state.attempts == nil { state.attempts = AttemptLedger() }
      var attempt = attempt
      attempt?.path = around
      state.attempts?.children.begin(number, by: attempt, within: around, at: state.records.end)
      return number
    }
  }

  /// The child has ended; its path may be used again.
  func giveBackPath(_ number: UInt16) {
    state.withLock { state in
      state.paths?.giveBack(number)
      state.attempts?.children.end(number, at: state.records.end)
      if let branch, let outer = state.outerPaths.removeValue(forKey: number) { branch.log.giveBackPath(outer) }
    }
  }

  /// The name of a child's path, and its steps; `nil` for the log's own run.
  func describe(_ path: UInt16) -> (name: String, table: StepTable)? {
    path == 0 ? nil : state.withLock { $0.paths?.describe(path) }
  }

  /// Appends what was appended to a child's log.
  fileprivate func appendFromChild(_ record: StoredRecord) -> Wakeups {
    state.withLock { state in
      guard state.phase == .open else { return Wakeups() }
      var wakeups = append(record, to: &state)
      if let branch { wakeups.add(branch.log.forward(record, branch, outer: state.outerPaths)) }
      return wakeups
    }
  }

  /// - Parameters:
  ///   - branch: The child's.
  ///   - outer: The paths here of the child's own children.
  func forward(_ record: StoredRecord, _ branch: StreamBranch, outer: [UInt16: UInt16]) -> Wakeups {
    var record = record
    record.path = record.path == 0 ? branch.path : outer[record.path] ?? branch.path
    return appendFromChild(record)
  }

  func settle(_ path: UInt16, _ key: AttemptLedger.Key) -> Wakeups {
    state.withLock { state in
      var key = key
      key.path = path
      var wakeups = settle(key, in: &state)
      if let branch, let outer = state.outerPaths[path] { wakeups.add(branch.log.settle(outer, key)) }
      return wakeups
    }
  }

  func supersede(_ path: UInt16, _ key: AttemptLedger.Key, _ record: (Int) -> StoredRecord) -> Wakeups {
    state.withLock { state in
      guard state.phase == .open else { return Wakeups() }
      var key = key
      key.path = path
      var wakeups = supersede(key, record, in: &state)
      if let branch, let outer = state.outerPaths[path] { wakeups.add(branch.log.supersede(outer, key, record)) }
      return wakeups
    }
  }

  /// A child has ended: what it wrote stays.
  ///
  /// Its terminal event is left out, because it would end the loops of this log's readers.
  func childEnded(_ path: UInt16) -> Wakeups {
    state.withLock { state in
      var wakeups = state.attempts?.settleAll(of: path) == true ? wakeAll(&state) : Wakeups()
      if let branch, let outer = state.outerPaths[path] { wakeups.add(branch.log.childEnded(outer)) }
      return wakeups
    }
  }
}
