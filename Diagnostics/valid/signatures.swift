import Workflows

struct A: Event {}
struct B: Event {}
struct Failure: Error {}

@Workflow
struct Signatures {
  @EventUnion enum AB { case a(A), b(b: B) }
  @EventUnion indirect enum Nested { case either(AB), stop(Stop<Int>), `default`(_ again: B) }

  @Step func nothing(_ event: Start<Int>) {}
  @Step func void(_ event: Start<Int>) -> Void {}
  @Step func unit(_ event: Start<Int>) -> () {}
  @Step(sends: A.self, B.self) func sends(context: Context, of event: Start<Int>) async throws { context.sendEvent(A()) }
  @Step func typed(first event: Start<Int>, _ context: Context) throws(Failure) -> [AB] { [.a(A())] }
  @Step func union(_ event: AB) -> Nested { .stop(Stop(1)) }
  @Step func either(_ event: Either<A, B>, in context: WorkflowContext<Self>) async -> Nested? { nil }
  @Step func `default`(_ event: A) -> [Nested]? { nil }
  @Step func defaults(`repeat` event: A, tries: Int = 3, on actor: isolated (any Actor)? = #isolation) async {}
  @Step func unwrapped(_ event: A = A()) -> Stop<Int>! { nil }
  @Step func label(`inout` event: A, `the context`: Context, `self` again: Int = 1) {}
  @Step func `with a space`(_ event: A) async throws -> Stop<Int>? { nil }
  @Step @discardableResult public nonisolated func attributed(_ event: consuming A) -> Stop<Int> { Stop(1) }
}
