import Testing
import Workflows

@Suite("A JSON value", .mayNotHang)
struct JSONValueTests {
  @Test(arguments: [
    "null", "true", "false", "0", "-7", "9223372036854775807", "1.5", #""text""#, "[]", "{}",
    #"[1,"a",null,[true]]"#, #"{"a":{"b":[1.5,{}]},"camelCase":1}"#,
  ])
  func `is read and written as it is`(text: String) throws {
    #expect(try json(value(JSONValue.self, from: text)) == text)
  }

  @Test func `is a whole number where there is no fraction, and a double where it does not fit`() throws {
    #expect(try value(JSONValue.self, from: "3") == 3)
    #expect(try value(JSONValue.self, from: "18446744073709551616") == 18446744073709551616.0)
  }

  @Test func `gives what it has, and nil for what it has not`() {
    let value: JSONValue = ["n": 1, "d": 1.5, "s": "x", "b": true, "a": [1, 2], "nothing": nil]
    #expect(value["n"]?.intValue == 1)
    #expect(value["n"]?.doubleValue == 1)
    #expect(value["d"]?.doubleValue == 1.5)
    #expect(value["d"]?.intValue == nil)
    #expect(value["s"]?.stringValue == "x")
    #expect(value["b"]?.boolValue == true)
    #expect(value["a"]?[1] == 2)
    #expect(value["a"]?[2] == nil)
    #expect(value["a"]?[-1] == nil)
    #expect(value["nothing"] == .null)
    #expect(value["absent"] == nil)
    #expect(value[0] == nil)
    #expect(JSONValue.string("x")["f"] == nil)
  }

  @Test func `takes the last of several equal keys`() {
    let value: JSONValue = ["a": 1, "a": 2]
    #expect(value == ["a": 2])
  }
}
