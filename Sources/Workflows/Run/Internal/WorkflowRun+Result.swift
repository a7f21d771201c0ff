extension WorkflowRun {
  /// How the run ended; `nil` while it is on.
  var end: RunEnd? {
    withGuarded { guarded in if case .ended(let end) = guarded.state.phase { end } else { nil } }
  }

  var runningSteps: [String] { withGuarded { $0.state.runningSteps } }

  /// What waiting for the result throws if the run stopped with an event of another type than its workflow's.
  @usableFromInline
  func stoppedWithAnother(_ event: any Event, than type: any Event.Type) -> WorkflowError {
    WorkflowError(
      code: .invalidWorkflow,
      message: "run '\(runID)' of workflow '\(table.workflowName)' stopped with '\(Swift.type(of: event))' instead of "
        + "'\(type)'; let the step return the workflow's stop event")
  }

  /// Waits until the run has ended.
  ///
  /// Any number of tasks may; none of them owns the run.
  ///
  /// - Throws: `CancellationError` when the waiting task is cancelled, which does nothing to the run.
  @usableFromInline
  func waitForEnd(isolation: isolated (any Actor)? = #isolation) async throws -> RunEnd {
    if let end { return end }
    let id = withGuarded { guarded in
      guarded.lastWaiter += 1
      return guarded.lastWaiter
    }
    let end = await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let now = withGuarded { guarded -> RunEnd?? in
          if case .ended(let end) = guarded.state.phase { return .some(end) }
          // A cancellation sets its flag before it runs handlers, and the handler needs this lock: it either is seen
          // here, or finds the waiter there.
          if Task.isCancelled { return .some(nil) }
          guarded.waiters.append(Waiter(id: id, continuation: continuation))
          return nil
        }
        if let now { continuation.resume(returning: now) }
      }
    } onCancel: {
      let waiter = withGuarded { guarded in
        guarded.waiters.firstIndex { $0.id == id }.map { guarded.waiters.remove(at: $0) }
      }
      waiter?.continuation.resume(returning: nil)
    }
    guard let end else { throw CancellationError() }
    return end
  }

  /// Waits until the run has ended, even if the waiting task is cancelled meanwhile.
  @usableFromInline
  func waitForEndUninterrupted(isolation: isolated (any Actor)? = #isolation) async -> RunEnd {
    let end = await withUnsafeContinuation { (continuation: UnsafeContinuation<RunEnd?, Never>) in
      let now = withGuarded { guarded -> RunEnd? in
        if case .ended(let end) = guarded.state.phase { return end }
        guarded.lastWaiter += 1
        guarded.waiters.append(Waiter(id: guarded.lastWaiter, continuation: continuation))
        return nil
      }
      if let now { continuation.resume(returning: now) }
    }
    // Only a cancelled waiter is resumed without an end, and this one is not in their list by a known number.
    return end ?? RunEnd.withdrawn
  }
}
