// subclass, inheritance, existing conformances, extensions
import Workflows
class Base: @unchecked Sendable { init() {} ; func inherited() {} }
@Workflow
final class Derived: Base, CustomStringConvertible, @unchecked Sendable {
  var description: String { "" }
  override func inherited() {}
  @Step func a(_ e: Start<Int>) -> Stop<Int> { Stop(1) }
}
@Workflow
struct Already: Workflow, Sendable, Equatable {
  @Step func a(_ e: Start<Int>) -> Stop<Int> { Stop(1) }
}
