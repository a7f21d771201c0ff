import LanguageModels

extension ScriptedModel {
  /// Stands in for a model where there is none: one joke fits all, and its critique counts words.
  static var comedian: ScriptedModel {
    ScriptedModel(delay: .milliseconds(5)) { request in
      let words = request.prompt.split(separator: " ")
      if request.prompt.hasPrefix("Write your best joke about ") {
        let topic = words.dropFirst(5).joined(separator: " ").dropLast()
        return .text("Why do \(topic) never finish their workflows? Because they have lost their stop event at sea.")
      }
      let joke = words.dropFirst(10)
      let setup = joke.prefix { !$0.hasSuffix("?") }.count + 1
      return .text(
        "The joke asks for \(setup) words and answers in \(joke.count - setup). The question makes one expect wisdom about "
          + "\(joke.dropFirst(2).prefix { $0 != "never" }.joined(separator: " ")); the answer is a technicality, which "
          + "is funny to those who have been there. It would gain from being shorter.")
    }
  }
}
