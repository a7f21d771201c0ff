import Testing
import Workflows

@Suite("A retry's condition", .mayNotHang)
struct RetryConditionTests {
  protocol Temporary: Error {}
  struct RateLimited: Temporary {}
  class Base: Error, @unchecked Sendable {}
  final class Derived: Base, @unchecked Sendable {}

  @Test func `may be always or never`() {
    #expect(RetryCondition.always.applies(to: Boom()))
    #expect(!RetryCondition.never.applies(to: Boom()))
  }

  @Test func `may be a type, which a protocol's and a class's conformers are too`() {
    #expect(RetryCondition.type(Boom.self).applies(to: Boom()))
    #expect(!RetryCondition.type(Boom.self).applies(to: RateLimited()))
    #expect(RetryCondition.type((any Temporary).self).applies(to: RateLimited()))
    #expect(!RetryCondition.type((any Temporary).self).applies(to: Boom()))
    #expect(RetryCondition.type(Base.self).applies(to: Derived()))
    #expect(!RetryCondition.notType(Boom.self).applies(to: Boom()))
    #expect(RetryCondition.notType(Boom.self).applies(to: RateLimited()))
  }

  @Test func `may be the type of a cause, however deep, but not of the error itself`() {
    let deep = Wrapped(text: "outer", cause: Wrapped(text: "inner", cause: Boom()))
    #expect(RetryCondition.causeType(Boom.self).applies(to: deep))
    #expect(RetryCondition.causeType(Wrapped.self).applies(to: deep))
    #expect(!RetryCondition.causeType(RateLimited.self).applies(to: deep))
    #expect(!RetryCondition.causeType(Boom.self).applies(to: Boom()))
    let ours = WorkflowError(code: .stuck, message: "m", cause: Boom())
    #expect(RetryCondition.causeType(Boom.self).applies(to: ours))
  }

  @Test func `may be the exact message, or a pattern that is found in it`() {
    #expect(RetryCondition.message("boom").applies(to: Boom()))
    #expect(!RetryCondition.message("boom").applies(to: Boom(text: "boom!")))
    #expect(RetryCondition.message(matching: "40[0-9]").applies(to: Boom(text: "code 403 x")))
    #expect(!RetryCondition.message(matching: "^40[0-9]").applies(to: Boom(text: "code 403 x")))
    #expect(!RetryCondition.message(matching: "(").applies(to: Boom(text: "(")))
  }

  @Test func `may be a function with a name`() {
    let condition = RetryCondition.where("short") { "\($0)".count < 5 }
    #expect(condition.applies(to: Boom(text: "x")))
    #expect(!condition.applies(to: Boom(text: "too long")))
    #expect(condition.description == "if short")
    let sameName = RetryCondition.where("short") { _ in false }
    let otherName = RetryCondition.where("long") { _ in false }
    #expect(condition == sameName)
    #expect(condition != otherName)
  }

  @Test func `is combined as in logic`() {
    let yes = RetryCondition.always
    let no = RetryCondition.never
    let all = [(yes | no, true), (no | no, false), (yes & no, false), (yes & yes, true), (!yes, false), (!no, true)]
    for (condition, expected) in all { #expect(condition.applies(to: Boom()) == expected, "\(condition)") }
    #expect(!RetryCondition.any().applies(to: Boom()))
    #expect(RetryCondition.all().applies(to: Boom()))
  }

  @Test func `asks no further than it has to`() {
    let asked = Recorder<String>()
    let ask = { (name: String, answer: Bool) in
      RetryCondition.where(name) { _ in
        asked.append(name)
        return answer
      }
    }
    #expect((ask("a", true) | ask("b", true)).applies(to: Boom()))
    #expect(!(ask("c", false) & ask("d", true)).applies(to: Boom()))
    #expect(asked.values == ["a", "c"])
  }

  @Test func `is a value that can be compared and printed`() {
    #expect(RetryCondition.type(Boom.self) == .type(Boom.self))
    #expect(RetryCondition.type(Boom.self) != .type(RateLimited.self))
    #expect(RetryCondition.type(Boom.self) != .causeType(Boom.self))
    #expect((RetryCondition.type(Boom.self) | .causeType(Base.self)).description == "(if Boom or if caused by Base)")
    #expect(RetryCondition.message(matching: "a").description == "if the message matches /a/")
  }

  @Test func `may be any message but one, and any that a pattern is not found in`() {
    let notBoom = !RetryCondition.message("boom")
    #expect(!notBoom.applies(to: Boom()))
    #expect(notBoom.applies(to: Boom(text: "boom!")))
    let notForbidden = !RetryCondition.message(matching: "40[0-9]")
    #expect(!notForbidden.applies(to: Boom(text: "code 403")))
    #expect(notForbidden.applies(to: Boom(text: "code 503")))
  }
}
