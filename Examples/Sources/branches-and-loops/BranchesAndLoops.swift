import Workflows

struct LoopEvent: Event { var loopOutput: String }
struct FirstEvent: Event { var firstOutput: String }
struct BranchA1Event: Event { var payload: String }
struct BranchA2Event: Event { var payload: String }
struct BranchB1Event: Event { var payload: String }
struct BranchB2Event: Event { var payload: String }
struct ProgressEvent: Event { var msg: String }

/// The loop and the branches of the Python documentation: each toss of a coin decides what comes next.
@Workflow
struct BranchesAndLoops {
  struct State: WorkflowState { var coin = Coin(seed: .random(in: 0...9_999)) }

  @Step
  func stepOne(
    _ event: Either<Start<Nothing>, LoopEvent>, context: Context
  ) -> Either<FirstEvent, LoopEvent> {
    if case .second(let event) = event { say(event.loopOutput, context) }
    if toss(context) {
      say("Bad thing happened", context)
      return .second(LoopEvent(loopOutput: "Back to step one."))
    }
    say("Good thing happened", context)
    return .first(FirstEvent(firstOutput: "First step complete."))
  }

  @Step
  func stepTwo(_ event: FirstEvent, context: Context) -> Either<BranchA1Event, BranchB1Event> {
    say(event.firstOutput, context)
    if toss(context) {
      say("Go to branch A", context)
      return .first(BranchA1Event(payload: "Branch A"))
    }
    say("Go to branch B", context)
    return .second(BranchB1Event(payload: "Branch B"))
  }

  @Step func stepA1(_ event: BranchA1Event) -> BranchA2Event { BranchA2Event(payload: event.payload) }
  @Step func stepA2(_ event: BranchA2Event) -> Stop<String> { Stop("\(event.payload) complete.") }

  @Step func stepB1(_ event: BranchB1Event) -> BranchB2Event { BranchB2Event(payload: event.payload) }
  @Step func stepB2(_ event: BranchB2Event) -> Stop<String> { Stop("\(event.payload) complete.") }

  private func toss(_ context: Context) -> Bool { context.store.edit { Bool.random(using: &$0.coin) } }

  private func say(_ text: String, _ context: Context) { context.writeEventToStream(ProgressEvent(msg: text)) }
}

/// Falls the same way again for the same seed: SplitMix64.
struct Coin: RandomNumberGenerator, Codable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
