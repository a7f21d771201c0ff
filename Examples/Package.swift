// swift-tools-version: 6.2

import PackageDescription

let workflows = Target.Dependency.product(name: "Workflows", package: "swift-workflows")
let languageModels = Target.Dependency.product(name: "LanguageModels", package: "swift-workflows")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func example(
  _ name: String, _ dependencies: Target.Dependency..., resources: [Resource] = []
) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies + [workflows], exclude: ["README.md"], resources: resources,
    swiftSettings: [.treatAllWarnings(as: .error)])
}

let package = Package(
  name: "examples",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-workflows", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
  ],
  targets: [
    // What the examples share: the choice of a model, and printing.
    .target(
      name: "ExampleSupport", dependencies: [workflows, languageModels],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    example("greeting"),
    example("moby-dick", languageModels, argumentParser, "ExampleSupport"),
    example("joke", languageModels, "ExampleSupport"),
    example("branches-and-loops", "ExampleSupport"),
    example("fan-out", "ExampleSupport"),
    example("human-in-the-loop", "ExampleSupport"),
    example("agent", languageModels, argumentParser, "ExampleSupport"),
    example("retrieval", languageModels, argumentParser, "ExampleSupport", resources: [.copy("Texts")]),
    example("reflection", languageModels, "ExampleSupport"),
    example("progress", "ExampleSupport"),
  ],
  swiftLanguageModes: [.v6]
)
