import Workflows

func test() {
  @Workflow struct Local {
    @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
  }
  _ = Local()
}
// expected:
// 4:3: error: 'Local' is declared within a function, where '@Workflow' cannot work; move it out, or use 'InlineWorkflow'
// 4:20: error: local type cannot have attached extension macro
