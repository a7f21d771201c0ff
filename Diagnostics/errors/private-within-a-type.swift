import Workflows

enum Comedy {
  @Workflow
  private struct JokeFlow {
    @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
  }

  private enum Hidden {
    @Workflow
    actor JokeFlow {
      @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
    }
  }
}
// expected:
// 4:3: error: 'JokeFlow' is 'private' within another type, where its conformance cannot reach it; make it 'fileprivate'
// 10:5: error: 'JokeFlow' is 'private' within another type, where its conformance cannot reach it; make it 'fileprivate'
