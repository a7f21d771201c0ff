import Workflows

/// Where in a program an event was written.
struct Place: Codable, Hashable {
  /// The run that wrote it, and the run around that one.
  var run: String
  var parent: String?
  /// The number of the run's node.
  var node: Int
  var attempt: Int
  var act: Int
}

/// An event of a program of children, which knows where it was written.
protocol PlacedEvent: Event {
  static var kind: ChildLine.Kind { get }
  var place: Place { get }
}

/// Starts a node; `parent` and `act` say who runs it.
struct Begun: StartEvent { var parent: Place? }

struct Said: PlacedEvent {
  static var kind: ChildLine.Kind { .said }
  var place: Place
}
struct Before: PlacedEvent {
  static var kind: ChildLine.Kind { .before }
  var place: Place
}
struct After: PlacedEvent {
  static var kind: ChildLine.Kind { .after }
  var place: Place
}
struct Rescued: PlacedEvent {
  static var kind: ChildLine.Kind { .rescued }
  var place: Place
}

/// What a node asks; whoever answers takes so many seconds.
struct Query: Question, PlacedEvent {
  static var kind: ChildLine.Kind { .asked }
  var place: Place
  var delay: Int
  struct Answer: HumanResponseEvent { var value: Int }
}

/// What a node writes when it waits for a word of a kind.
struct Listening: InputRequiredEvent, PlacedEvent {
  static var kind: ChildLine.Kind { .listened }
  var place: Place
  var delay: Int
  var word: Int
}

/// What is sent to a run that waits; only one node of a program waits for each type.
protocol Word: HumanResponseEvent {
  var run: String { get }
  var value: Int { get }
  init(run: String, value: Int)
}

struct Word0: Word {
  var run: String
  var value: Int
}
struct Word1: Word {
  var run: String
  var value: Int
}
struct Word2: Word {
  var run: String
  var value: Int
}

let words: [any Word.Type] = [Word0.self, Word1.self, Word2.self]
