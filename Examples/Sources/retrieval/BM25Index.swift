import ExampleSupport
import Foundation
import Workflows

/// A paragraph of one of the texts.
struct Passage: Codable, Sendable {
  var source: String
  var text: String
}

/// Finds the passages that share rare words with a question: the ranking function BM25.
struct BM25Index: Sendable {
  let passages: [(passage: Passage, counts: [String: Int], length: Int)]
  /// In how many passages a word is.
  private let frequencies: [String: Int]

  init(folder: URL) throws {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let texts = files.filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
    passages = try texts.flatMap { file in
      let text = try String(contentsOf: file, encoding: .utf8)
      return text.components(separatedBy: "\n\n").map { paragraph in
        let words = Self.words(paragraph)
        let passage = Passage(
          source: file.lastPathComponent, text: paragraph.split(separator: "\n").joined(separator: " "))
        return (passage, Dictionary(words.map { ($0, 1) }, uniquingKeysWith: +), words.count)
      }
    }
    frequencies = Dictionary(passages.flatMap { $0.counts.keys.map { ($0, 1) } }, uniquingKeysWith: +)
  }

  /// The best passages, best first; none that has no word of the question.
  func search(_ question: String, limit: Int) -> [Passage] {
    let average = Double(passages.reduce(0) { $0 + $1.length }) / Double(max(passages.count, 1))
    let scored = passages.map { passage, counts, length in
      let score = Set(Self.words(question)).reduce(0.0) { score, word in
        let count = Double(counts[word] ?? 0)
        let rareness = log(1 + (Double(passages.count) + 0.5) / (Double(frequencies[word] ?? 0) + 0.5))
        return score + rareness * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * Double(length) / average))
      }
      return (passage, score)
    }
    return scored.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }.prefix(limit).map(\.0)
  }

  /// The words that tell something, without the plural.
  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init).filter { !common.contains($0) }
      .map { $0.count > 3 && $0.hasSuffix("s") ? String($0.dropLast()) : $0 }
  }

  private static let common: Set = [
    "a", "all", "an", "and", "are", "as", "at", "by", "can", "do", "does", "for", "from", "how", "in", "is", "it",
    "its", "of",
    "on", "so", "that", "the", "their", "they", "to", "what", "when", "where", "which", "who", "why", "with",
  ]
}

extension Resources {
  /// The folder with the texts; `--texts` replaces it.
  var textsFolder: ResourceDefinition<URL> { .value(Bundle.module.bundleURL.appendingPathComponent("Texts")) }

  /// The index, which is made once for all runs of the workflow.
  var index: ResourceDefinition<BM25Index> {
    ResourceDefinition { resources in
      let index = try BM25Index(folder: await resources.resource(\.textsFolder))
      note("Indexed \(index.passages.count) passages.")
      return index
    }
  }
}
