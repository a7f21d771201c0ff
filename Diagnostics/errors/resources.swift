import Workflows

extension Resources {
  var number: ResourceDefinition<Int> { .value(7) }
}

@Workflow
struct Searching {
  @Step func missing(_ event: Start<String>, @Resource(\.nothing) nothing: Int) -> Stop<Int> { Stop(nothing) }
}

@Workflow
struct Counting {
  @Step func mismatch(_ event: Start<String>, @Resource(\.number) text: String) -> Stop<String> { Stop(text) }
}

@Workflow
struct Asking {
  @Step func unknown(_ event: Start<String>, @Resource text: String) -> Stop<String> { Stop(text) }
}

@Workflow
struct Idling {
  @Step func alone(@Resource(\.number) number: Int) -> Stop<Int> { Stop(number) }
}
// expected:
// 9:56: error: value of type 'Resources' has no member 'nothing'
// 14:57: error: cannot convert value of type 'KeyPath<Resources, ResourceDefinition<Int>>' to expected argument type 'KeyPath<Resources, ResourceDefinition<String>>'
// 19:47: error: initializer 'init(wrappedValue:)' requires that 'String' conform to 'ResourceProviding'
// 24:19: error: step 'alone' takes no event; add a parameter such as '_ event: Start<String>'
// in an expansion: error: value of type 'Resources' has no member 'nothing'
