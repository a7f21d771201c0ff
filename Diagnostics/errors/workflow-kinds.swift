import Workflows

@Workflow enum JokeEnum {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
}

@Workflow protocol JokeProtocol {}

@Workflow class JokeClass {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
}

struct Plain {}

@Workflow extension Plain {
  @Step func generate(_ event: Start<String>) -> Stop<String> { Stop("") }
}
// expected:
// 3:1: error: 'JokeEnum' is an enum, which '@Workflow' cannot make a workflow; attach it to a struct, a final class or an actor
// 7:1: error: 'JokeProtocol' is a protocol, which '@Workflow' cannot make a workflow; attach it to a struct, a final class or an actor
// 9:17: error: class 'JokeClass' must be 'final' to be a workflow
// 15:1: error: 'extension' macro cannot be attached to extension (extension of 'Plain')
// 16:3: error: step 'generate' is in an extension, into which '@Workflow' does not see; move it into the declaration of 'Plain'
