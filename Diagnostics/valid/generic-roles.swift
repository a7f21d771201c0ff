// generic events, generic parameter as an event, where clauses, constraint roles
import Workflows
struct Box<E: Event>: Event { var event: E }
@Workflow
struct G<Q: InputRequiredEvent, R: HumanResponseEvent, S: StartEvent, T: StopEvent, U: Event> where U: Hashable {
  var make: @Sendable () -> (Q, T, U)
  @Step func a(_ e: S) -> Q { make().0 }
  @Step func b(_ e: R) -> Box<U> { Box(event: make().2) }
  @Step func c(_ e: Box<U>) -> U { e.event }
  @Step func d(_ e: U) -> T { make().1 }
}
