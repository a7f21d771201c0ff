import Workflows
import WorkflowsTesting

/// Answers what a program of children asks, each thing once, after as long as it says.
final class ChildCaller: Sendable {
  private let handler: WorkflowHandler<ChildWorkflow>
  private let simulation: Simulation
  private let answered = LockedValueBox<Set<String>>([])

  init(handler: WorkflowHandler<ChildWorkflow>, simulation: Simulation) {
    self.handler = handler
    self.simulation = simulation
  }

  func reply(to record: StreamRecord) async throws {
    switch record.event {
    case let query as Query:
      guard let id = record.question, isFirst("\(id)") else { return }
      try await simulation.sleep(for: .seconds(query.delay))
      answer(query, id)
    case let listening as Listening:
      guard isFirst("\(listening.place.run) \(listening.place.act)") else { return }
      try await simulation.sleep(for: .seconds(listening.delay))
      send(words[listening.word], listening)
    default: break
    }
  }

  private func isFirst(_ name: String) -> Bool { answered.withLock { $0.insert(name).inserted } }

  private func answer(_ query: Query, _ id: QuestionID) {
    let value = ChildProgram.answer(query.place.node, query.place.act)
    do {
      try handler.answer(query, .init(value: value), id: id)
    } catch {
      let code = (error as? WorkflowError)?.code
      simulation.expect(code == .questionClosed || code == .runEnded, "\(error)")
    }
    var isRefused = false
    do { try handler.answer(query, .init(value: -1), id: id) } catch { isRefused = true }
    simulation.expect(isRefused, "question '\(id)' was answered twice")
  }

  private func send<W: Word>(_: W.Type, _ listening: Listening) {
    let value = ChildProgram.answer(listening.place.node, listening.place.act)
    do {
      try handler.sendEvent(W(run: listening.place.run, value: value))
    } catch { /* It waits no more, or the run has ended. */  }
  }
}
