/// How many bytes a value takes as JSON, counted by its own `encode(to:)` without writing anything.
///
/// Escapes within strings and the exact digits of fractions are estimated, which is enough for a budget, and spares
/// the runtime the start-up time and memory of Foundation.
enum EncodedSize {
  static func of(_ value: some Encodable) -> Int {
    let counter = ByteCount()
    do {
      try value.encode(to: SizeEncoder(counter: counter, codingPath: []))
    } catch {
      // What cannot be encoded still takes memory; what was counted before it failed is the best that is known.
    }
    return counter.bytes
  }
}

private final class ByteCount {
  var bytes = 0

  func add(_ text: String) { bytes += text.utf8.count + 2 }
  func add(_ value: some BinaryInteger) { bytes += String(value).utf8.count }
}

private struct SizeEncoder: Encoder, SingleValueEncodingContainer {
  let counter: ByteCount
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    counter.bytes += 2
    return KeyedEncodingContainer(SizeKeyedContainer<Key>(counter: counter, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    counter.bytes += 2
    return SizeUnkeyedContainer(counter: counter, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  mutating func encodeNil() { counter.bytes += 4 }
  mutating func encode(_ value: some Encodable) throws {
    switch value {
    case let text as String: counter.add(text)
    case let number as any BinaryInteger: counter.add(number)
    case let flag as Bool: counter.bytes += flag ? 4 : 5
    case is Double, is Float: counter.bytes += 8
    default: try value.encode(to: SizeEncoder(counter: counter, codingPath: codingPath))
    }
  }
}

private struct SizeKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let counter: ByteCount
  let codingPath: [any CodingKey]

  private var encoder: SizeEncoder { SizeEncoder(counter: counter, codingPath: codingPath) }

  /// The key with its quotation marks, its colon and the comma behind the value.
  private func add(_ key: Key) { counter.bytes += key.stringValue.utf8.count + 4 }

  mutating func encodeNil(forKey key: Key) {
    add(key)
    counter.bytes += 4
  }

  mutating func encode(_ value: some Encodable, forKey key: Key) throws {
    add(key)
    var encoder = encoder
    try encoder.encode(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    add(key)
    return encoder.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    add(key)
    return encoder.unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder { encoder }

  mutating func superEncoder(forKey key: Key) -> any Encoder {
    add(key)
    return encoder
  }
}

private struct SizeUnkeyedContainer: UnkeyedEncodingContainer {
  let counter: ByteCount
  let codingPath: [any CodingKey]
  private(set) var count = 0

  private var encoder: SizeEncoder { SizeEncoder(counter: counter, codingPath: codingPath) }

  /// The comma behind an element.
  private mutating func addElement() {
    count += 1
    counter.bytes += 1
  }

  mutating func encodeNil() {
    addElement()
    counter.bytes += 4
  }

  mutating func encode(_ value: some Encodable) throws {
    addElement()
    var encoder = encoder
    try encoder.encode(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    addElement()
    return encoder.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    addElement()
    return encoder.unkeyedContainer()
  }

  mutating func superEncoder() -> any Encoder {
    addElement()
    return encoder
  }
}
