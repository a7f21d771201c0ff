import Workflows

// The smallest workflow there is, as closures.
let greeting = InlineWorkflow("greeting", input: Start<String>.self, output: String.self) {
  Step("greet") { (event: Start<String>, _) in Stop("Hello, \(event.input)!") }
}

print(try await greeting.run(CommandLine.arguments.dropFirst().first ?? "world").result)
