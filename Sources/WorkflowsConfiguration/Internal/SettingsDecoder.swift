import Configuration
import Workflows

/// Decodes values from a configuration, which knows values by their keys and no others.
struct SettingsDecoder: Decoder {
  /// Whether anything was there.
  ///
  /// A configuration cannot say what there is under a key; whether a value may be left out is found out by looking.
  private final class Finds: Sendable {
    let count = LockedValueBox(0)
  }

  let reader: ConfigSnapshotReader
  let isSecret: Bool
  /// Whether it only looks for what is there, and makes do with anything for what is not.
  private var isLooking = false
  /// The types that it looks for on the way, so that it does not follow one that contains itself forever.
  private var lookedFor: [ObjectIdentifier] = []
  let key: [String]
  let codingPath: [any CodingKey]
  let userInfo: [CodingUserInfoKey: Any] = [:]
  private let finds: Finds

  init(reader: ConfigSnapshotReader, isSecret: Bool, key: String?) {
    self.reader = reader
    self.isSecret = isSecret
    self.key = key.map { $0.split(separator: ".").map(String.init) } ?? []
    codingPath = []
    finds = Finds()
  }

  private init(_ outer: SettingsDecoder, _ key: any CodingKey) {
    reader = outer.reader
    isSecret = outer.isSecret
    isLooking = outer.isLooking
    lookedFor = outer.lookedFor
    self.key = outer.key + [key.stringValue]
    codingPath = outer.codingPath + [key]
    finds = outer.finds
  }

  func nested(_ key: any CodingKey) -> SettingsDecoder { SettingsDecoder(self, key) }

  /// A value, or `nil` if nothing of it is there.
  ///
  /// What is there by half is an error.
  func decodeIfPresent<Value: Decodable>(_ type: Value.Type) throws -> Value? {
    if isLooking, lookedFor.count(where: { $0 == ObjectIdentifier(type) }) > 1 { return nil }
    let before = finds.count.withLock { $0 }
    var other = self
    other.isLooking = true
    other.lookedFor.append(ObjectIdentifier(type))
    do {
      return try isLooking ? other.decode(type) : decode(type)
    } catch {
      do {
        if !isLooking { _ = try other.decode(type) }
      } catch {
        // It has looked as far as it could.
      }
      if finds.count.withLock({ $0 }) == before { return nil }
      throw error
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(SettingsObject(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try SettingsArray(decoder: self) }
  func singleValueContainer() -> any SingleValueDecodingContainer { SettingsValue(decoder: self) }

  // MARK: Values

  /// A value that must be there.
  func value<Value>(
    _ type: String, or placeholder: Value, _ read: (ConfigSnapshotReader, ConfigKey) throws -> Value
  ) throws -> Value {
    let configKey = ConfigKey(key)
    do {
      let value = try read(reader, configKey)
      finds.count.withLock { $0 += 1 }
      return value
    } catch {
      let name = key.joined(separator: ".")
      if isAbsent, isLooking { return placeholder }
      if isAbsent { throw SettingsError(key: name, "setting '\(name)' is missing; set it to \(type)") }
      finds.count.withLock { $0 += 1 }
      throw SettingsError(key: name, "setting '\(name)' must be \(type)\(found)")
    }
  }

  /// What is there instead, if that may be said.
  private var found: String {
    if isSecret { return ", and is something else" }
    let text = reader.string(forKey: ConfigKey(key)) ?? reader.double(forKey: ConfigKey(key)).map { "\($0)" }
    return text.map { ", and is '\($0.prefix(50))'" } ?? ", and is something else"
  }

  /// Whether there is no value of any kind at the key itself.
  var isAbsent: Bool {
    let configKey = ConfigKey(key)
    return reader.string(forKey: configKey, isSecret: isSecret) == nil
      && reader.double(forKey: configKey, isSecret: isSecret) == nil
      && reader.bool(forKey: configKey, isSecret: isSecret) == nil
      && reader.stringArray(forKey: configKey, isSecret: isSecret) == nil
      && reader.doubleArray(forKey: configKey, isSecret: isSecret) == nil
      && reader.boolArray(forKey: configKey, isSecret: isSecret) == nil
  }

  func string() throws -> String {
    try value("a string", or: "") { try $0.requiredString(forKey: $1, isSecret: isSecret) }
  }

  func bool() throws -> Bool {
    try value("true or false", or: false) { try $0.requiredBool(forKey: $1, isSecret: isSecret) }
  }

  func double() throws -> Double {
    try value("a number", or: 0) { try $0.requiredDouble(forKey: $1, isSecret: isSecret) }
  }

  func integer<Number: FixedWidthInteger>(_ type: Number.Type) throws -> Number {
    let number = try value("a whole number", or: 0) { try $0.requiredInt(forKey: $1, isSecret: isSecret) }
    if let exact = Number(exactly: number) { return exact }
    let name = key.joined(separator: ".")
    throw SettingsError(
      key: name, "setting '\(name)' must be from \(Number.min) to \(Number.max)\(isSecret ? "" : ", and is \(number)")")
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }
}
