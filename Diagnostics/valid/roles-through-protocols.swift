// protocol composition and inherited roles, roles through own protocols, event classes
import Workflows
protocol MyEvent: Event, Hashable {}
protocol MyAnswer: HumanResponseEvent {}
@Workflow
struct Roles {
  struct A: MyEvent {}
  struct B: MyAnswer & Hashable {}
  final class C: Event {}
  enum D: String, Event { case x, y }
  struct E: Event & Hashable & Sendable {}
  struct F {}
  @Step func a(_ e: Start<Nothing>) -> A { A() }
  @Step func b(_ e: B) -> Either<C, D>? { nil }
  @Step func ac(_ e: Either<A, C>) -> E { E() }
  @Step func de(_ e: Either<D, E>) -> Either<F, Stop<Nothing>> { .second(Stop()) }
  @Step func f(_ e: F) {}
}
extension Roles.F: Event {}
