import Configuration
import Foundation
import SystemPackage
import Testing
import Workflows
import WorkflowsConfiguration
import WorkflowsTesting

private enum Level: String, Decodable { case low, high }

private struct SearchSettings: Decodable, Equatable {
  struct Cache: Decodable, Equatable {
    var size: Int
    var path: String?
  }

  var endpoint: String
  var maxHits: Int?
  var weight: Double
  var isOn: Bool
  var level: Level
  var hosts: [String]
  var ports: [UInt16]?
  var cache: Cache?
  var other: Cache?
}

/// Within itself, by way of another one.
private final class Parent: Decodable, Sendable {
  let name: String
  let child: Child?
}
private final class Child: Decodable, Sendable {
  let age: Int
  let parent: Parent?
  let child: Child?
}

extension Resources {
  fileprivate var parent: ResourceDefinition<Parent> { .setting("parent", of: \.configuration) }
  fileprivate var secretLevel: ResourceDefinition<Level> { .setting("key", of: \.configuration, isSecret: true) }
  fileprivate var configuration: ResourceDefinition<ConfigReader> { .configuration(environment: false) }
  fileprivate var search: ResourceDefinition<SearchSettings> { .setting("search", of: \.configuration) }
  fileprivate var hits: ResourceDefinition<Int> { .setting("search.maxHits", of: \.configuration) }
  fileprivate var port: ResourceDefinition<UInt16> { .setting("port", of: \.configuration) }
  fileprivate var key: ResourceDefinition<Int> { .setting("key", of: \.configuration, isSecret: true) }
  fileprivate var withDefault: ResourceDefinition<Int> { .setting("none", of: \.configuration, default: 7) }
  fileprivate var cache: ResourceDefinition<SearchSettings.Cache> { .setting("search.cache", of: \.configuration) }
}

@Suite("A setting", .timeLimit(.minutes(5)))
struct SettingTests {
  /// What a step finds in a configuration with a text as its file.
  private func read<Value: Sendable>(
    _ path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable, json: String
  ) async throws -> Value {
    try await withFile(json) { file in
      var replacements = ResourceReplacements()
      replacements.replace(\.configuration) { _ in
        ConfigReader(provider: try await FileProvider<JSONSnapshot>(filePath: .init(file)))
      }
      return try await value(of: path, replacements)
    }
  }

  private func value<Value: Sendable>(
    of path: any KeyPath<Resources, ResourceDefinition<Value>> & Sendable,
    _ replacements: ResourceReplacements = .init()
  ) async throws -> Value {
    let found = LockedValueBox<Value?>(nil)
    let workflow = InlineWorkflow("settings", input: Start<Int>.self, output: Int.self) {
      Step("read") { (event: Start<Int>, context) in
        let value = try await context.resource(path)
        found.withLock { $0 = value }
        return Stop(event.input)
      }
    }
    let runner = WorkflowTestRunner(workflow, time: .real, resources: replacements)
    _ = try await runner.run(1).result
    return try #require(found.withLock { $0 })
  }

  private func withFile<Result>(_ text: String, _ body: (String) async throws -> Result) async throws -> Result {
    let file = FileManager.default.temporaryDirectory.appending(path: "settings-\(UUID()).json")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try await body(file.path)
  }

  private let whole = """
    {"port": 8080, "search": {"endpoint": "https://example.com", "weight": 0.5, "isOn": true, "level": "high",
     "hosts": ["a", "b"], "ports": [1, 65535], "cache": {"size": 3}}}
    """

  @Test func `is decoded with all of its parts`() async throws {
    let settings = try await read(\.search, json: whole)
    #expect(
      settings
        == SearchSettings(
          endpoint: "https://example.com", weight: 0.5, isOn: true, level: .high, hosts: ["a", "b"], ports: [1, 65535],
          cache: .init(size: 3)))
    let port = try await read(\.port, json: whole)
    #expect(port == 8080)
    let cache = try await read(\.cache, json: whole)
    #expect(cache.size == 3)
  }

  @Test func `may have a default`() async throws {
    let value = try await read(\.withDefault, json: "{}")
    #expect(value == 7)
    let error = await #expect(throws: SettingsError.self) { try await read(\.withDefault, json: #"{"none": "x"}"#) }
    #expect(error?.message == "setting 'none' must be a whole number, and is 'x'")
  }

  @Test func `is named when it is missing`() async throws {
    let error = await #expect(throws: SettingsError.self) { try await read(\.hits, json: whole) }
    #expect(error?.key == "search.maxHits")
    #expect(error?.message == "setting 'search.maxHits' is missing; set it to a whole number")
    let part = await #expect(throws: SettingsError.self) {
      try await read(\.search, json: #"{"search": {"endpoint": "e", "cache": {"path": "p"}}}"#)
    }
    #expect(part?.message == "setting 'search.weight' is missing; set it to a number")
  }

  @Test func `that is there by half is an error, not absent`() async throws {
    let json = whole.replacing(#""size": 3"#, with: #""path": "p""#)
    let error = await #expect(throws: SettingsError.self) { try await read(\.search, json: json) }
    #expect(error?.message == "setting 'search.cache.size' is missing; set it to a whole number")
  }

  @Test(arguments: [
    (#""weight": 0.5"#, #""weight": "much""#, "setting 'search.weight' must be a number, and is 'much'"),
    (#""isOn": true"#, #""isOn": "maybe""#, "setting 'search.isOn' must be true or false, and is 'maybe'"),
    (
      #""endpoint": "https://example.com""#, #""endpoint": {}"#,
      "setting 'search.endpoint' is missing; set it to a string"
    ),
    (#""hosts": ["a", "b"]"#, #""hosts": "a""#, "setting 'search.hosts' must be an array, and is 'a'"),
    (#"[1, 65535]"#, #"[1, 65536]"#, "setting 'search.ports' must be an array of whole numbers from 0 to 65535"),
  ])
  func `of the wrong shape is told what it must be`(old: String, new: String, message: String) async throws {
    let error = await #expect(throws: SettingsError.self) {
      try await read(\.search, json: whole.replacing(old, with: new))
    }
    #expect(error?.message == message)
  }

  @Test func `may be of a type that contains itself`() async throws {
    let parent = try await read(
      \.parent, json: #"{"parent": {"name": "a", "child": {"age": 1, "parent": {"name": "b"}}}}"#)
    #expect(parent.child?.parent?.name == "b")
    #expect(parent.child?.child == nil)
    #expect(parent.child?.parent?.child == nil)
    await #expect(throws: SettingsError.self) {
      try await read(\.parent, json: #"{"parent": {"name": "a", "child": {"child": {"age": 1}}}}"#)
    }
  }

  @Test func `that is secret is not shown by what its type says about it`() async throws {
    let error = await #expect(throws: SettingsError.self) {
      try await read(\.secretLevel, json: #"{"key": "hunter2"}"#)
    }
    #expect(error?.message == "settings at 'key' are of the wrong shape")
    #expect(error?.cause == nil)
  }

  @Test func `of a type that refuses it is told why`() async throws {
    let error = await #expect(throws: SettingsError.self) {
      try await read(\.search, json: whole.replacing("high", with: "huge"))
    }
    #expect(
      error?.message.hasPrefix("settings at 'search' are of the wrong shape: 'level': Cannot initialize Level") == true)
  }

  @Test func `that is out of range or secret is not shown more than it may be`() async throws {
    let error = await #expect(throws: SettingsError.self) { try await read(\.port, json: #"{"port": 70000}"#) }
    #expect(error?.message == "setting 'port' must be from 0 to 65535, and is 70000")
    let secret = await #expect(throws: SettingsError.self) { try await read(\.key, json: #"{"key": "sk-123"}"#) }
    #expect(secret?.message == "setting 'key' must be a whole number, and is something else")
  }

  @Test(arguments: ["{", "[1]", "", #"{"a": [1, "x"]}"#])
  func `cannot be read from a file that is malformed`(text: String) async throws {
    try await withFile(text) { file in
      let error = await #expect(throws: SettingsError.self) { try await reader(of: file) }
      #expect(error?.message.hasPrefix("settings file '\(file)' cannot be read; it must hold a JSON object") == true)
      #expect(error?.cause != nil)
    }
  }

  @Test func `cannot be read from a file that is missing`() async throws {
    let error = await #expect(throws: SettingsError.self) { try await reader(of: "/nowhere/settings.json") }
    #expect(error?.message.hasPrefix("settings file '/nowhere/settings.json' is not there; create it") == true)
  }

  @Test func `in the environment goes before the file`() async throws {
    setenv("WORKFLOWS_TEST_MAX_HITS", "12", 1)
    setenv("WORKFLOWS_TEST_HOSTS", "x,y", 1)
    try await withFile(#"{"workflowsTest": {"maxHits": 3, "hosts": ["a"], "size": 4}}"#) { file in
      let reader = try await reader(of: file)
      var replacements = ResourceReplacements()
      replacements.replace(\.configuration, with: reader)
      let found = try await value(of: \.fromEnvironment, replacements)
      #expect(found == FromEnvironment(maxHits: 12, hosts: ["x", "y"], size: 4))
    }
  }

  private func reader(of file: String) async throws -> ConfigReader {
    var replacements = ResourceReplacements()
    replacements.replace(\.file, with: file)
    return try await value(of: \.chosen, replacements)
  }
}

private struct FromEnvironment: Decodable, Equatable {
  var maxHits: Int
  var hosts: [String]
  var size: Int
}

extension Resources {
  fileprivate var file: ResourceDefinition<String> { .value("") }
  fileprivate var chosen: ResourceDefinition<ConfigReader> {
    ResourceDefinition(scope: .runtime) { resources in
      let file = try await resources.resource(\.file)
      return try await ResourceDefinition<ConfigReader>.configuration(files: file).make(in: resources)
    }
  }
  fileprivate var fromEnvironment: ResourceDefinition<FromEnvironment> {
    .setting("workflowsTest", of: \.configuration)
  }
}
