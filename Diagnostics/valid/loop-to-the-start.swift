// everything through unions, start loops back, own start is produced again
import Workflows
struct Begin: StartEvent { var n: Int }
struct Answer: HumanResponseEvent {}
struct Ask: InputRequiredEvent {}
struct Done: StopEvent {}
@Workflow
struct Loop {
  @EventUnion enum In { case begin(Begin), answer(Answer) }
  @EventUnion enum Out { case ask(Ask), begin(Begin), done(Done) }
  @Step func only(_ event: In, context: Context) -> Out { .done(Done()) }
}
func c() { let _: Begin.Type = Loop.StartEventType.self; let _: Done.Type = Loop.StopEventType.self }
