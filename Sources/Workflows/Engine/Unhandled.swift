/// Why an event led nowhere, for the error of a run that is stuck.
enum Unhandled: CustomStringConvertible {
  case noTaker(String)
  case stray(String, step: String)

  var description: String {
    switch self {
    case .noTaker(let event): "no step takes '\(event)'"
    case .stray(let event, let step):
      "step '\(step)' takes '\(event)' as a member of a batch, and one came that belongs to none"
    }
  }
}
