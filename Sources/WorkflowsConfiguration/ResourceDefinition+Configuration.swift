public import Configuration
import SystemPackage
public import Workflows

extension ResourceDefinition where Value == ConfigReader {
  /// A configuration that is read from environment variables and from JSON files.
  ///
  /// ```swift
  /// import Configuration
  ///
  /// extension Resources {
  ///   var configuration: ResourceDefinition<ConfigReader> { .configuration(files: "settings.json") }
  ///   var limit: ResourceDefinition<Int> { .setting("search.limit", of: \.configuration) }
  /// }
  /// ```
  ///
  /// An environment variable goes before the files, and a file before those that are named after it. The key
  /// `search.maxHits` is the variable `SEARCH_MAX_HITS`, and `maxHits` in `search` in a file. Read once, when it is first
  /// asked for. For other sources, such as YAML or the command line, make a `ConfigReader` in a definition of your own,
  /// with scope `.runtime`, which settings have and hence want of what they are read from.
  ///
  /// - Parameters:
  ///   - files: The paths of JSON files, relative to the current directory. Each must exist, and hold an object; its arrays
  ///     hold strings, numbers or truth values of one kind.
  ///   - environment: Whether environment variables count.
  ///   - name: What errors, logs and pictures call it; the name of the property unless told otherwise.
  ///   - fileID: Where it is defined; here unless told otherwise.
  ///   - line: The line there.
  /// - Throws: When it is made, ``SettingsError`` if a file is missing or malformed.
  public static func configuration(
    files: String..., environment: Bool = true, name: String = #function, fileID: String = #fileID, line: Int = #line
  ) -> ResourceDefinition {
    ResourceDefinition(scope: .runtime, name: name, fileID: fileID, line: line) {
      var providers: [any ConfigProvider] = environment ? [EnvironmentVariablesProvider()] : []
      for file in files {
        do {
          providers.append(try await FileProvider<JSONSnapshot>(filePath: FilePath(file)))
        } catch {
          throw SettingsError(file: file, error)
        }
      }
      if providers.isEmpty { providers = [InMemoryProvider(values: [:])] }
      return ConfigReader(providers: providers)
    }
  }
}

extension ResourceDefinition where Value: Decodable {
  /// A part of a configuration, as a value of a type of your own or a plain one.
  ///
  /// ```swift
  /// import Configuration
  ///
  /// struct SearchSettings: Decodable {
  ///   var endpoint: String
  ///   var maxHits: Int?
  /// }
  ///
  /// extension Resources {
  ///   var configuration: ResourceDefinition<ConfigReader> { .configuration(files: "settings.json") }
  ///   var search: ResourceDefinition<SearchSettings> { .setting("search", of: \.configuration) }
  ///   var key: ResourceDefinition<String> { .setting("openai.apiKey", of: \.configuration, isSecret: true) }
  /// }
  /// ```
  ///
  /// Strings, numbers, truth values, arrays of these, types that are decoded from one of these (such as enums with raw
  /// values), and types that consist of them.
  ///
  /// - Parameters:
  ///   - key: Where it is, with dots between the parts; `nil` for the whole configuration.
  ///   - configuration: The resource that it is a part of.
  ///   - defaultValue: What it is if there is nothing at the key; `nil` if there must be something.
  ///   - isSecret: Whether its values must not be seen, in errors and in the access log of the configuration.
  ///   - name: What errors, logs and pictures call it; the name of the property unless told otherwise.
  ///   - fileID: Where it is defined; here unless told otherwise.
  ///   - line: The line there.
  /// - Throws: When it is made, ``SettingsError`` if something is missing or of another type.
  public static func setting(
    _ key: String? = nil, of configuration: any KeyPath<Resources, ResourceDefinition<ConfigReader>> & Sendable,
    default defaultValue: Value? = nil, isSecret: Bool = false, name: String = #function, fileID: String = #fileID,
    line: Int = #line
  ) -> ResourceDefinition {
    ResourceDefinition(scope: .runtime, name: name, fileID: fileID, line: line) { resources in
      let reader = try await resources.resource(configuration)
      return try decode(from: reader, at: key, default: defaultValue, isSecret)
    }.reading(key, of: [])
  }

  /// A part of a JSON file, as a value of a type of your own or a plain one; environment variables go before it.
  ///
  /// ```swift
  /// struct SearchSettings: Decodable { var endpoint: String }
  ///
  /// extension Resources {
  ///   var search: ResourceDefinition<SearchSettings> { .setting("search", inFile: "settings.json") }
  /// }
  /// ```
  ///
  /// As ``setting(_:of:default:isSecret:name:fileID:line:)``, with a configuration of its own.
  ///
  /// Python: `ResourceConfig(config_file="settings.json", path_selector="search")`.
  public static func setting(
    _ key: String? = nil, inFile file: String, default defaultValue: Value? = nil, isSecret: Bool = false,
    name: String = #function, fileID: String = #fileID, line: Int = #line
  ) -> ResourceDefinition {
    ResourceDefinition(scope: .runtime, name: name, fileID: fileID, line: line) { resources in
      let reader = try await ResourceDefinition<ConfigReader>.configuration(files: file).make(in: resources)
      return try decode(from: reader, at: key, default: defaultValue, isSecret)
    }.reading(key, of: [file])
  }

  private static func decode(
    from reader: ConfigReader, at key: String?, default defaultValue: Value?, _ isSecret: Bool
  ) throws -> Value {
    let decoder = SettingsDecoder(reader: reader.snapshot(), isSecret: isSecret, key: key)
    do {
      if let defaultValue { return try decoder.decodeIfPresent(Value.self) ?? defaultValue }
      return try decoder.decode(Value.self)
    } catch {
      throw SettingsError(error, at: key, isSecret)
    }
  }

  private func reading(_ key: String?, of files: [String]) -> ResourceDefinition {
    var definition = self
    definition.configuration = ResourceConfiguration(files: files, key: key ?? "")
    return definition
  }
}
