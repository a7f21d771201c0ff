#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension Program {
  /// The program in the form that other languages read, always the same for the same program.
  package var json: String {
    get throws { try String(decoding: Self.encoder.encode(self), as: UTF8.self) }
  }

  /// Reads a program that was printed, such as one that failed.
  package init(json: String) throws {
    self = try JSONDecoder().decode(Program.self, from: Data(json.utf8))
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return encoder
  }
}
