import LanguageModels

extension ScriptedModel {
  /// Stands in for a model where there is none: it makes the mistake of writing units, until it is told.
  static var extractor: ScriptedModel {
    ScriptedModel(delay: .milliseconds(5)) { request in
      let passage = request.prompt.split(separator: "\n")[1].dropFirst("Passage: ".count)
      let words = passage.split { $0 == " " || $0 == "," }.map { $0.filter { $0.isLetter || $0.isNumber } }
      let isTold = request.prompt.contains("This caused the error")

      let cars = words.indices.compactMap { index -> String? in
        // Such as: a Fiat Panda with 45 Hp
        guard words[index] == "a" || words[index] == "an", index + 2 < words.count,
          words[index + 1].first?.isUppercase == true
        else { return nil }
        var power = "null"
        if index + 4 < words.count, words[index + 3] == "with" {
          let digits = words[index + 4].prefix(while: \.isNumber)
          if !digits.isEmpty { power = isTold ? "\(digits)" : "\"\(digits) Hp\"" }
        }
        return "{\"brand\": \"\(words[index + 1])\", \"model\": \"\(words[index + 2])\", \"power\": \(power)}"
      }
      return .text("{\"cars\": [\(cars.joined(separator: ", "))]}")
    }
  }
}
