// What cannot be collected and joined.
import Workflows

struct A: Event {}
struct B: Event {}
final class Database: Sendable {}

@Workflow
struct NoArray {
  @Step func begin(_ event: Start<Int>) -> A { A() }
  @Step func join(_ all: [A]) -> Stop<Int> { Stop(0) }
}

@Workflow
struct WrongArray {
  @Step func begin(_ event: Start<Int>) -> [A] { [A()] }
  @Step func side(_ event: Start<Int>) -> B { B() }
  @Step func a(_ event: A) {}
  @Step func join(_ all: [B]) -> Stop<Int> { Stop(0) }
}

@Workflow
struct Mixed {
  @Step func begin(_ event: Start<Int>) -> [A] { [A()] }
  @Step func array(_ all: [A], _ other: Start<Int>) -> Stop<Int> { Stop(0) }
}

@Workflow
struct Union {
  @Step func begin(_ event: Start<Int>) -> [A] { [A()] }
  @Step func either(_ one: Either<A, B>, _ other: Start<Int>) -> Stop<Int> { Stop(0) }
}

@Workflow
struct Nested {
  @Step func begin(_ event: Start<Int>) -> [A] { [A()] }
  @Step func nested(_ all: [[A]]) -> Stop<Int> { Stop(0) }
}

@Workflow
struct TooFew {
  @Step func begin(_ event: Start<Int>) -> [A] { [A()] }
  @Step(collect: .take(0)) func few(_ all: [A]) -> Stop<Int> { Stop(0) }
}

@Workflow
struct Dependency {
  @Step func begin(_ event: Start<Int>, _ database: Database) -> Stop<Int> { Stop(0) }
}

@Workflow
struct NeverProduced {
  @Step func begin(_ event: Start<Int>) -> A { A() }
  @Step func both(_ a: A, _ b: B) -> Stop<Int> { Stop(0) }
}
// expected:
// 25:27: error: step 'array' takes '[A]' beside another event; a step that takes an array takes nothing else
// 31:28: error: step 'either' takes 'Either<A, B>' beside another event; each parameter of such a step is one type of event
// 37:28: error: step 'nested' takes '[[A]]'; it gets the members of one batch, so let it take '[A]'
// 43:24: error: step 'few' collects 0 events; take at least 1
// 11:27: error: step 'join' collects 'A', but no step returns an array that leads to it
// 19:27: error: step 'join' collects 'B', but no step returns an array that leads to it
// 48:53: error: step 'begin' takes 'Database', which is no event; take an event, 'Either' or an '@EventUnion', or mark it with '@Resource'
// 54:32: error: step 'both' takes 'B', but no step of 'NeverProduced' produces it
