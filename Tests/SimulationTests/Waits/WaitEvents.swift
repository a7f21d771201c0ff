import Workflows

struct Ask: Question {
  var key: Int
  struct Answer: HumanResponseEvent { var value: Int }
}
struct Wanted: InputRequiredEvent {
  var key: Int
  var isToken: Bool
}
struct Reply: HumanResponseEvent {
  var key: Int
  var value: Int
}
struct EarlyReply: HumanResponseEvent {
  var key: Int
  var value: Int
}
struct Token: HumanResponseEvent {}
