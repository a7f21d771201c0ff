import Workflows

@Workflow
struct Dictionary {
  var definition = "funny"
  @Step func look(_ event: Start<String>) -> Stop<String> { Stop(definition) }
}

@Workflow
struct GenericDictionary<Text: Codable & Sendable> {
  let word: Text, definition: Text
  @Step func look(_ event: Start<Text>) -> Stop<Text> { Stop(definition) }
}
// expected:
// 5:7: error: 'definition' is what '@Workflow' makes of the steps of 'Dictionary'; give this property another name
// 11:19: error: 'definition' is what '@Workflow' makes of the steps of 'GenericDictionary'; give this property another name
