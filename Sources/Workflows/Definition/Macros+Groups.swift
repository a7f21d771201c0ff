#if Macros
/// Makes a struct, a final class or an actor a ``StepGroup`` of its methods that are marked with `@Step`: steps for
/// workflows that have the group in a property marked with `@Steps`.
///
/// ```swift
/// struct Amount: Event { var cents: Int }
/// struct Receipt: Event { var text: String }
///
/// @StepGroup
/// struct Payment {
///   var currency: String
///   @Step func pay(_ amount: Amount, context: Context) -> Receipt { Receipt(text: "\(amount.cents) \(currency)") }
/// }
/// ```
///
/// Everything that `@Step` and `@CatchError` may say in a workflow they may say in a group. A handler that names no
/// steps takes the failures of the group's steps only, if it has others. What a step takes may come from, and what it
/// returns may go to, any step of the workflow: whether it does is checked there, see `@Steps`.
///
/// The rules for the type are those of `@Workflow`: steps stand in the declaration itself, the type at file level or in
/// another type. A nested `struct State: WorkflowState` becomes a part of the state of the workflow.
@attached(
  member,
  names: named(Context), named(RunState), named(steps), named(_steps), named(_StepEvents), named(_checkGraph),
  named(_takes), named(_makes), named(_taken), named(_made),
  named(_needs0), named(_needs1), named(_needs2), named(_needs3),
  named(_gives0), named(_gives1), named(_gives2), named(_gives3),
  named(_edgeTo0), named(_edgeTo1), named(_edgeTo2), named(_edgeTo3),
  named(_edgeFrom0), named(_edgeFrom1), named(_edgeFrom2), named(_edgeFrom3))
@attached(extension, conformances: StepGroup)
public macro StepGroup() = #externalMacro(module: "WorkflowsMacros", type: "StepGroupMacro")

/// Makes the steps of the group in a stored property steps of the `@Workflow`, or of the `@StepGroup`, that has it.
///
/// ```swift
/// struct Amount: Event { var cents: Int }
/// struct Receipt: Event { var text: String }
///
/// @StepGroup
/// struct Payment {
///   @Step func pay(_ amount: Amount) -> Receipt { Receipt(text: "\(amount.cents) cents") }
/// }
///
/// @Workflow
/// struct Order {
///   @Steps var payment = Payment()
///   @Step func order(_ event: Start<Int>) -> Amount { Amount(cents: event.input * 250) }
///   @Step func ship(_ receipt: Receipt) -> Stop<String> { Stop(receipt.text) }
/// }
/// ```
///
/// The property is read when a step of the group begins, on the actor that it is isolated to.
///
/// While it compiles, an event that is produced on one side and taken on neither is an error, and so is one that is taken
/// and not produced. What the compiler cannot see is checked when the workflow is first used: whether every step can be
/// reached and leads somewhere, the events of groups that have groups, events that are less visible than the group, such
/// as those of `internal` steps of a `public` one, and those that a group says only with `sends:` and `waits:`.
///
/// The events that start and stop a run are those that the workflow's own steps take and return; where these do not, name
/// them: `@Workflow(start:stop:)`.
@attached(peer, names: prefixed(_steps_))
public macro Steps() = #externalMacro(module: "WorkflowsMacros", type: "StepsMacro")

/// Makes the steps of the group in a stored property, which has a state, steps of the workflow or the group that has it.
///
/// ```swift
/// struct Word: Event { var text: String }
///
/// @StepGroup
/// struct Counting {
///   struct State: WorkflowState { var words = 0 }
///   @Step func count(_ word: Word, context: Context) { context.store.edit { $0.words += 1 } }
/// }
///
/// @Workflow(termination: .implicit)
/// struct Reading {
///   struct State: WorkflowState { var counting = Counting.State() }
///   @Steps(state: \State.counting) var counting = Counting()
///   @Step func read(_ event: Start<[String]>) -> [Word] { event.input.map { Word(text: $0) } }
///   @Step func end(_ words: [Word], context: Context) -> Stop<Nothing> { Stop() }
/// }
/// ```
///
/// - Parameter state: Where in the state of the workflow that of the group is. The group's steps see this part as their
///   ``WorkflowContext/store``: what they edit is there, atomically, for the workflow's steps as well.
@attached(peer, names: prefixed(_steps_))
public macro Steps<Whole, Part>(state: KeyPath<Whole, Part>) =
  #externalMacro(module: "WorkflowsMacros", type: "StepsMacro")
#endif
