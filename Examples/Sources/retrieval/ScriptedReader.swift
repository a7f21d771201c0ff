import LanguageModels

extension ScriptedModel {
  /// Stands in for a model where there is none: it knows nothing but how many words of the question a sentence has.
  static var reader: ScriptedModel {
    ScriptedModel(delay: .milliseconds(5)) { request in
      let lines = request.prompt.split(separator: "\n")
      let question = Set(BM25Index.words(String(lines[1].dropFirst("Question: ".count))))
      let overlap = { (text: Substring) in question.intersection(BM25Index.words(String(text))).count }

      if lines[0].hasPrefix("From 0 to 10") {
        // Words that stand in one sentence mean more than words all over the passage.
        let best = lines[2].split(separator: ". ").map(overlap).max() ?? 0
        return .text("\(10 * best / max(question.count, 1))")
      }
      // The sentence of the passages that has most to do with the question.
      let passages = lines.dropFirst(2).map { $0.drop { $0 != "]" }.dropFirst(2) }
      let sentences = passages.flatMap { $0.split(separator: ". ") }
      let best = sentences.enumerated().max { (overlap($0.element), -$0.offset) < (overlap($1.element), -$1.offset) }
      return .text("\(best?.element ?? "Nothing")\(best?.element.hasSuffix(".") == true ? "" : ".")")
    }
  }
}
