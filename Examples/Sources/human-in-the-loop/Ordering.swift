import Workflows

/// Asked between two steps: a step returns it, and another one takes the answer.
struct DishWanted: InputRequiredEvent { var prefix: String }
struct DishChosen: HumanResponseEvent { var response: String }

/// Asked within a step, which goes on with the answer.
struct Confirmation: Question {
  var prefix: String
  struct Answer: HumanResponseEvent { var response: String }
}

/// Takes an order from somebody at the terminal, who may think for as long as they like.
@Workflow(timeout: nil)
struct Ordering {
  @Step
  func greet(_ event: Start<String>) -> DishWanted {
    DishWanted(prefix: "\(event.input) What would you like to eat? ")
  }

  @Step
  func confirm(_ dish: DishChosen, context: Context) async throws -> Either<DishWanted, Stop<String>> {
    guard !dish.response.isEmpty else { return .first(DishWanted(prefix: "Anything at all? ")) }
    var prefix = "One portion of \(dish.response). Is that right (yes or no)? "
    while true {
      let answer = try await context.ask(Confirmation(prefix: prefix), timeout: nil)
      switch answer.response.lowercased() {
      case "yes", "y": return .second(Stop("One portion of \(dish.response), coming up."))
      case "no", "n": return .first(DishWanted(prefix: "What would you like instead? "))
      default: prefix = "Please say yes or no: "
      }
    }
  }
}
