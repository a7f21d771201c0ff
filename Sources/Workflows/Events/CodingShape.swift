/// Whether a type is an object on the wire, asked of its own `init(from:)`.
enum CodingShape {
  private static let known = LockedValueBox<[ObjectIdentifier: Bool]>([:])

  /// Whether the first thing that the type's decoding asks for is a keyed container.
  static func isKeyed(_ type: any Decodable.Type) -> Bool {
    let key = ObjectIdentifier(type)
    if let answer = known.withLock({ $0[key] }) { return answer }
    let answer = probe(type)
    known.withLock { $0[key] = answer }
    return answer
  }

  private static func probe(_ type: any Decodable.Type) -> Bool {
    do {
      _ = try type.init(from: ProbingDecoder())
      // It read nothing at all: an empty object, like `struct Nothing {}` with a decoding of its own.
      return true
    } catch let answer as ProbingDecoder.Answer {
      return answer == .keyed
    } catch {
      return false
    }
  }
}

/// A decoder that has nothing to decode and throws what it was asked for.
private struct ProbingDecoder: Decoder {
  enum Answer: Error { case keyed, unkeyed, singleValue }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw Answer.keyed }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Answer.unkeyed }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw Answer.singleValue }
}
