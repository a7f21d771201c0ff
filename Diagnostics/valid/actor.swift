import Workflows

@Workflow
actor Approval {
  struct State: WorkflowState { var asked = 0 }
  struct Request: StartEvent { var amount: Int }
  struct Ask: InputRequiredEvent { var question: String }
  struct Answer: HumanResponseEvent { var yes: Bool }
  struct Approved: StopEvent { var amount: Int }

  @EventUnion
  enum Outcome { case ask(Ask), approved(Approved) }

  var amount = 0

  @Step
  func begin(_ request: Request, context: Context) -> Outcome {
    amount = request.amount
    context.store.edit { $0.asked += 1 }
    return request.amount < 100 ? .approved(Approved(amount: request.amount)) : .ask(Ask(question: "Really?"))
  }

  @Step
  func answer(_ answer: Answer) async -> Approved? { answer.yes ? Approved(amount: amount) : nil }
}

func check() async throws {
  try Approval().validate()
  let _: Approval.State.Type = Approval.RunState.self
}
