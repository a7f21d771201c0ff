// comments, attributes and odd layout everywhere
import Workflows
struct Joke: Event {}
@Workflow( // there
  "name" , // name
  timeout : nil // none
)
@available(macOS 15, *)
struct Odd {
  @available(*, noasync) func helper() {}
  @Step( numWorkers : /* two */ 2 , // trailing
    retry: nil,
  )
  // not doc
  /** Block
   * doc "quoted" \(x) \n
   */
  @inline(never)
  func a(_ /* hm */ event : Start< /* in */ String > /* after */ , context c : Context ) -> /* out */ Joke? /* end */
  { nil }
  @Step func b(_: Joke) -> Stop<String> { Stop("") }
  @Step func c(_: Joke, _: Context) -> Stop<  String > { Stop("") }
}
