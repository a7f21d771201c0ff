#if Macros
import Testing

@Suite("Event unions")
struct EventUnionExpansionTests {
  @Test("a union tries its cases in order")
  func aUnionTriesItsCasesInOrder() {
    expect(
      """
      @EventUnion
      enum Verdict {
        case again(Draft), accepted(stop: Stop<String>)
      }
      """,
      expandsTo: #"""

        enum Verdict {
          case again(Draft), accepted(stop: Stop<String>)

          nonisolated static var producedEvents: [any Workflows.Event.Type] { Workflows._produced((Draft).self) + Workflows._produced((Stop<String>).self) }

          nonisolated static var acceptedEvents: [any Workflows.Event.Type] { Workflows._accepted((Draft).self) + Workflows._accepted((Stop<String>).self) }

          nonisolated static func accept(_ event: any Workflows.Event) -> Self? {
            if let event = Workflows._accept(event, as: (Draft).self) { return .again(event) }
            if let event = Workflows._accept(event, as: (Stop<String>).self) { return .accepted(stop: event) }
            return nil
          }

          nonisolated consuming func emissions() -> Workflows.Emissions {
            switch consume self {
            case .again(let event): return Workflows._caseEmissions(event)
            case .accepted(let event): return Workflows._caseEmissions(event)
            }
          }

          private nonisolated static func _checkCases() {
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_carried(
                       (Draft).self, "case 'again' of 'Verdict' must carry one event, and 'Draft' is none")
          #sourceLocation()
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_carried(
                                              (Stop<String>).self, "case 'accepted' of 'Verdict' must carry one event, and 'Stop<String>' is none")
          #sourceLocation()
          }
        }

        nonisolated extension Verdict: Workflows.EventUnion {}
        """#)
  }

  @Test("a public union can be inlined")
  func aPublicUnionCanBeInlined() {
    expect(
      """
      @EventUnion
      public indirect enum Verdict<Text: Codable & Sendable> {
        case accepted(_ stop: Stop<Text>)
        case `default`(Verdict<Text>)
      }
      """,
      expandsTo: #"""

        public indirect enum Verdict<Text: Codable & Sendable> {
          case accepted(_ stop: Stop<Text>)
          case `default`(Verdict<Text>)

          public nonisolated static var producedEvents: [any Workflows.Event.Type] { Workflows._produced((Stop<Text>).self) }

          public nonisolated static var acceptedEvents: [any Workflows.Event.Type] { Workflows._accepted((Stop<Text>).self) }

          @inlinable public nonisolated static func accept(_ event: any Workflows.Event) -> Self? {
            if let event = Workflows._accept(event, as: (Stop<Text>).self) { return .accepted(event) }
            return nil
          }

          @inlinable public nonisolated consuming func emissions() -> Workflows.Emissions {
            switch consume self {
            case .accepted(let event): return Workflows._caseEmissions(event)
            case .`default`(let event): return Workflows._caseEmissions(event)
            }
          }

          private nonisolated static func _checkCases() {
          #sourceLocation(file: "test.swift", line: 2)
          _ = #_carried(
                                  (Stop<Text>).self, "case 'accepted' of 'Verdict' must carry one event, and 'Stop<Text>' is none")
          #sourceLocation()
          }
        }

        nonisolated extension Verdict: Workflows.EventUnion {}
        """#)
  }

  @Test("a public union in an internal type cannot be inlined")
  func aPublicUnionInAnInternalTypeCannotBeInlined() {
    expect(
      """
      struct Jokes {
        @EventUnion
        public enum Verdict { case accepted(Stop<Int>) }
      }
      """,
      expandsTo: #"""
        struct Jokes {
          public enum Verdict { case accepted(Stop<Int>) 

            public nonisolated static var producedEvents: [any Workflows.Event.Type] { Workflows._produced((Stop<Int>).self) }

            public nonisolated static var acceptedEvents: [any Workflows.Event.Type] { Workflows._accepted((Stop<Int>).self) }

            public nonisolated static func accept(_ event: any Workflows.Event) -> Self? {
              if let event = Workflows._accept(event, as: (Stop<Int>).self) { return .accepted(event) }
              return nil
            }

            public nonisolated consuming func emissions() -> Workflows.Emissions {
              switch consume self {
              case .accepted(let event): return Workflows._caseEmissions(event)
              }
            }

            private nonisolated static func _checkCases() {
            #sourceLocation(file: "test.swift", line: 2)
            _ = #_carried(
                                                  (Stop<Int>).self, "case 'accepted' of 'Verdict' must carry one event, and 'Stop<Int>' is none")
            #sourceLocation()
            }
        }
        }

        nonisolated extension Jokes.Verdict: Workflows.EventUnion {}
        """#)
  }
}
#endif
