extension WorkflowRun {
  /// What is left to do once the lock is released.
  ///
  /// Not copyable because it is made for every tick that is not trivial, and has many fields.
  struct Aftermath: ~Copyable {
    var readers = StreamLog.Wakeups()
    var waiters: [Waiter] = []
    var end: RunEnd?
    /// Whether what the run has for itself is to be given back.
    var cleansUp = false
    private var lazyInterruptions = Lazily<Interruptions>()

    var isWithoutInterruptions: Bool { lazyInterruptions.isAbsent }

    var interruptions: Interruptions {
      get { lazyInterruptions[Interruptions()] }
      _modify { yield &lazyInterruptions[Interruptions()] }
    }
  }

  /// What is left to do about steps that are cancelled or woken, as few ticks do.
  struct Interruptions {
    var cancels: [Task<Void, Never>] = []
    /// The children to cancel; a step may run them in tasks that are not cancelled with its own.
    var children: [WorkflowRun] = []
    /// What was found out about executions that are to be cancelled, where there are many.
    var found: [UInt64: Workers.Cancellation] = [:]
    var listeners: [(Listener, WaitOutcome)] = []
    /// Executions that had permits and never began.
    var neverBegan: [StepExecution] = []
  }

  /// Puts into the stream what the runtime has to say; the lock is held.
  func perform(_ write: RuntimeWrite, at now: MonotonicInstant, _ aftermath: inout Aftermath) {
    switch write {
    case .asked(let event, let execution, let question):
      let isTentative = table.steps[Int(execution.step)].retry != nil
      let record = StoredRecord(event, from: execution, at: now, isTentative: isTentative, question: question)
      aftermath.readers.add(stream.appendFromRuntime(record))
    case .returned(let event, let execution):
      aftermath.readers.add(stream.appendFromRuntime(StoredRecord(event, from: execution, at: now)))
    case .internalEvent(let event):
      aftermath.readers.add(stream.appendFromRuntime(StoredRecord(event, at: now, isInternal: true)))
    case .superseded(let execution):
      let readers = stream.supersede(execution) { first in
        StoredRecord(
          AttemptSuperseded(
            stepName: stepName(of: execution), attempt: Int(execution.attempt), firstSequence: first), at: now)
      }
      aftermath.readers.add(readers)
    }
  }

  /// Does what may run the user's code or take other locks; no lock is held.
  func finish(
    _ commands: Commands, _ aftermath: consuming Aftermath, _ spawns: Workers.Spawns, inherits: Bool
  ) {
    aftermath.readers.resume()
    if let telemetry { telemetry.follow(commands, at: runtime.now) }
    if aftermath.isWithoutInterruptions {
      if !spawns.isEmpty { spawn(spawns, inherits: inherits) }
    } else {
      interrupt(aftermath.interruptions, spawns, inherits: inherits)
    }
    for command in commands.others {
      switch command {
      case .note(let note): log(note)
      case .judge(let judgement): judge(judgement)
      case .ask(let step): askForPermit(step, inherits: inherits)
      default: break
      }
    }
    if isVerbose { logVerbose(commands, aftermath.end) }
    if aftermath.cleansUp { cleanUp() }
    guard let end = aftermath.end else { return }
    if let telemetry { telemetry.ended(end, at: runtime.now) }
    runtime.ended(self)
    for waiter in aftermath.waiters { waiter.continuation.resume(returning: end) }
  }

  /// Starts what is ready between cancelling and waking.
  private func interrupt(_ interruptions: Interruptions, _ spawns: Workers.Spawns, inherits: Bool) {
    for task in interruptions.cancels { task.cancel() }
    for child in interruptions.children { child.cancel() }
    if !spawns.isEmpty { spawn(spawns, inherits: inherits) }
    for (listener, outcome) in interruptions.listeners {
      switch outcome {
      case .event(let event): listener.resume(returning: event)
      case .failure(let error): listener.resume(throwing: error)
      }
    }
    for execution in interruptions.neverBegan { giveBackPermit(of: execution) }
  }
}
