import ReferenceModel
import Workflows
import WorkflowsTesting

extension Program {
  /// Runs the program in a simulation, with the person outside, and tells what can be seen of it.
  func observe(in simulation: Simulation, options: RunOptions = RunOptions()) async throws -> Observation {
    let log = StartLog(steps: steps.count)
    let handler = simulation.run(
      workflow(log), Begin(v: start), timeout: timeout.map { .after(.seconds($0)) } ?? .never, options: options)
    let stream = await withTaskGroup(of: Void.self) { group in
      if outside.cancel == .whenQuiet {
        group.addTask {
          do { try await simulation.sleep(for: .seconds(Self.quiet)) } catch { return }
          handler.cancelRun()
        }
      }
      let stream = await playPerson(handler)
      group.cancelAll()
      return stream
    }
    return Observation(ending: try await ending(of: handler), starts: log.values, stream: stream)
  }

  private static var quiet: Int { Outside.quietTime }

  /// Does what the person does, until the run has ended; returns what they saw.
  private func playPerson(_ handler: WorkflowHandler<ProgramWorkflow>) async -> [Observation.Written] {
    for answer in outside.early { send(EventType.answer(answer.number), answer.value, to: handler) }
    var written: [Observation.Written] = []
    for await record in handler.streamEvents().records {
      guard let seen = read(record) else { continue }
      written.append(seen)
      if outside.cancel == .afterStreamEvents(count: written.count) {
        handler.cancelRun()
      } else if outside.answers, let question = seen.question {
        send(EventType.answer(question.number), question.value + 1, to: handler)
      }
    }
    return written
  }

  private func send(_ type: EventType, _ value: Int, to handler: WorkflowHandler<ProgramWorkflow>) {
    func send(_ event: some PoolEvent) throws { try handler.sendEvent(event) }
    do {
      try send(type.eventType.init(v: value))
    } catch {
      // Nobody waits for it, or the run has ended meanwhile: as a person would find.
    }
  }

  private func read(_ record: StreamRecord) -> Observation.Written? {
    switch record.event {
    case let note as Note: return .init(step: note.step, by: note.by, index: note.index)
    case let question as any PoolQuestion:
      let step = steps.firstIndex { $0.name == record.stepName } ?? -1
      let number = type(of: question).number
      return .init(step: step, by: question.by, question: .init(number: number, value: question.v))
    default: return nil
    }
  }

  private func ending(of handler: WorkflowHandler<ProgramWorkflow>) async throws -> Ending {
    do {
      _ = try await handler.result
    } catch let error as WorkflowError where error.code == .invalidWorkflow {
      throw error
    } catch {
      // Its terminal event says the rest.
    }
    return switch handler.stopEvent {
    case let stop as Stop<Int>: .stopped(result: stop.result)
    case let failed as WorkflowFailedEvent where failed.stepName.isEmpty: .stuck
    case let failed as WorkflowFailedEvent: .failed(step: failed.stepName, attempts: failed.attempts ?? 0)
    case let timedOut as WorkflowTimedOutEvent: .timedOut(activeSteps: timedOut.activeSteps)
    case is WorkflowCancelledEvent: .cancelled
    default: .endless
    }
  }
}
