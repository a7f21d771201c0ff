import Testing
import Workflows

@Suite("Stop", .mayNotHang)
struct StopTests {
  struct Report: Codable, Hashable { var pageCount: Int }

  @Test func `has its result under result`() throws {
    try expectJSON(Stop("Hello, Ada!"), #"{"result":"Hello, Ada!"}"#)
    try expectJSON(Stop(7), #"{"result":7}"#)
    try expectJSON(Stop([1, 2]), #"{"result":[1,2]}"#)
    try expectJSON(Stop(Report(pageCount: 3)), #"{"result":{"pageCount":3}}"#)
    try expectJSON(Stop<JSONValue>(["a": nil]), #"{"result":{"a":null}}"#)
  }

  @Test func `leaves out a result that is nil or nothing`() throws {
    try expectJSON(Stop(String?.none), "{}")
    try expectJSON(Stop(), "{}")
    try expectJSON(Stop(Int?.some(1)), #"{"result":1}"#)
    #expect(try value(Stop<Int?>.self, from: #"{"result":null}"#) == Stop(nil))
  }

  @Test func `needs a result where it is no optional`() {
    #expect(throws: DecodingError.self) { try value(Stop<Int>.self, from: "{}") }
  }
}
