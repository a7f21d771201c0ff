// generic start; optional stop in arrays; typealiases of unions; stop through alias in workflow
import Workflows
struct A: Event {}
typealias AorStop = Either<A, Stop<Int>>
@Workflow
struct Alias {
  typealias Outcome = Either<A, Stop<Int>>
  @EventUnion enum U { case x(Outcome), y(AorStop) }
  typealias V = U
  @Step func a(_ e: Start<[String: [Int?]]>) -> V { .x(.first(A())) }
  @Step func b(_ e: A) -> AorStop { .first(e) }
}
