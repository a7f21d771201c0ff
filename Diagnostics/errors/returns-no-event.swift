import Workflows

struct NoEvent {}

@Workflow
struct JokeFlow {
  @Step func stop(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
  @Step func string(_ event: Start<String>) -> String { event.input }
  @Step func strings(_ event: Start<String>) async throws -> [String]? { [event.input] }
  @Step func tuple(_ event: Start<String>) -> (Stop<String>, Int) { (Stop(""), 1) }
  @Step func function(_ event: Start<String>) -> @Sendable () -> Stop<String> { { Stop("") } }
  @Step func dictionary(_ event: Start<String>) -> [String: Stop<String>] { [:] }
}

@Workflow
struct Another {
  @Step func stop(_ event: Start<String>) -> Stop<String> { Stop(event.input) }
  @Step func own(_ event: Start<String>) -> NoEvent { NoEvent() }
  @Step func owns(_ event: Start<String>) -> Set<String>? { nil }
}
// expected:
// 8:48: error: step 'string' returns 'String', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing
// 9:62: error: step 'strings' returns '[String]?', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing
// 10:47: error: step 'tuple' returns '(Stop<String>, Int)', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing
// 11:60: error: step 'function' returns '() -> Stop<String>', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing
// 12:52: error: step 'dictionary' returns '[String: Stop<String>]', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing
// 18:45: error: step 'own' returns 'NoEvent', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing
// 19:46: error: step 'owns' returns 'Set<String>', which is no event; return an event, an optional or an array of one, 'Either', an '@EventUnion', or nothing
