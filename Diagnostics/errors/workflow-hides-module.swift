import Workflows

enum Workflows {
  @Workflow struct Inner {
    @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
  }
}
// expected:
// 4:3: error: a type named 'Workflows' hides the module of that name from '@Workflow'; rename it
