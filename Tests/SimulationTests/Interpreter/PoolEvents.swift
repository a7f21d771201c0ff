import ReferenceModel
import Workflows

/// One of the event types that programs are made of.
protocol PoolEvent: Event {
  static var type: EventType { get }
  var v: Int { get }
  init(v: Int)
}

extension EventType {
  /// The event of this type, as a type of the library's.
  var eventType: any PoolEvent.Type {
    switch self {
    case .start: Begin.self
    case .work(let number): workEvents[number]
    case .answer(let number): answerEvents[number]
    }
  }
}

struct Begin: StartEvent, PoolEvent {
  static var type: EventType { .start }
  var v: Int
}

/// A question, with the attempt that asked it.
protocol PoolQuestion: InputRequiredEvent {
  static var number: Int { get }
  var v: Int { get }
  var by: Observation.Started { get }
  init(v: Int, by: Observation.Started)
}

/// A stream event, with the attempt that wrote it.
struct Note: Event {
  var step: Int
  var by: Observation.Started
  var index: Int
}

private let workEvents: [any PoolEvent.Type] = [
  E0.self, E1.self, E2.self, E3.self, E4.self, E5.self, E6.self, E7.self,
  E8.self, E9.self, E10.self, E11.self, E12.self, E13.self, E14.self, E15.self,
]
private let answerEvents: [any PoolEvent.Type] = [H0.self, H1.self, H2.self, H3.self]
let questions: [any PoolQuestion.Type] = [Q0.self, Q1.self, Q2.self, Q3.self]

struct E0: PoolEvent { static var type: EventType { .work(0) }; var v: Int }
struct E1: PoolEvent { static var type: EventType { .work(1) }; var v: Int }
struct E2: PoolEvent { static var type: EventType { .work(2) }; var v: Int }
struct E3: PoolEvent { static var type: EventType { .work(3) }; var v: Int }
struct E4: PoolEvent { static var type: EventType { .work(4) }; var v: Int }
struct E5: PoolEvent { static var type: EventType { .work(5) }; var v: Int }
struct E6: PoolEvent { static var type: EventType { .work(6) }; var v: Int }
struct E7: PoolEvent { static var type: EventType { .work(7) }; var v: Int }
struct E8: PoolEvent { static var type: EventType { .work(8) }; var v: Int }
struct E9: PoolEvent { static var type: EventType { .work(9) }; var v: Int }
struct E10: PoolEvent { static var type: EventType { .work(10) }; var v: Int }
struct E11: PoolEvent { static var type: EventType { .work(11) }; var v: Int }
struct E12: PoolEvent { static var type: EventType { .work(12) }; var v: Int }
struct E13: PoolEvent { static var type: EventType { .work(13) }; var v: Int }
struct E14: PoolEvent { static var type: EventType { .work(14) }; var v: Int }
struct E15: PoolEvent { static var type: EventType { .work(15) }; var v: Int }

struct H0: HumanResponseEvent, PoolEvent { static var type: EventType { .answer(0) }; var v: Int }
struct H1: HumanResponseEvent, PoolEvent { static var type: EventType { .answer(1) }; var v: Int }
struct H2: HumanResponseEvent, PoolEvent { static var type: EventType { .answer(2) }; var v: Int }
struct H3: HumanResponseEvent, PoolEvent { static var type: EventType { .answer(3) }; var v: Int }

struct Q0: PoolQuestion { static var number: Int { 0 }; var v: Int; var by: Observation.Started }
struct Q1: PoolQuestion { static var number: Int { 1 }; var v: Int; var by: Observation.Started }
struct Q2: PoolQuestion { static var number: Int { 2 }; var v: Int; var by: Observation.Started }
struct Q3: PoolQuestion { static var number: Int { 3 }; var v: Int; var by: Observation.Started }
