import Workflows

@Workflow
struct JokeFlow {
  var count = 0
  @Step var property: Stop<String> { Stop("") }
  @Step init(_ event: Start<String>) {}
  @Step static func still(_ event: Start<String>) -> Stop<String> { Stop("") }
  @Step mutating func change(_ event: Start<String>) -> Stop<String> { count += 1; return Stop("") }
  @Step func generic<E: Event>(_ event: E) -> Stop<String> { Stop("") }
  #if DEBUG
  @Step func debug(_ event: Start<String>) -> Stop<String> { Stop("") }
  #else
  @Step func release(_ event: Start<String>) -> Stop<String> { Stop("") }
  #endif
}
// expected:
// 12:14: error: step 'debug' is within '#if', where '@Workflow' cannot tell whether it exists; put the '#if' into its body
// 14:14: error: step 'release' is within '#if', where '@Workflow' cannot tell whether it exists; put the '#if' into its body
// 6:3: error: '@Step' marks methods, and this is none
// 7:3: error: '@Step' marks methods, and this is none
// 8:9: error: step 'still' is 'static'; a step is a plain instance method, and what changes during a run belongs into its 'State'
// 9:9: error: step 'change' is 'mutating'; a step is a plain instance method, and what changes during a run belongs into its 'State'
// 10:21: error: step 'generic' is generic; the events of a step are types that are known
