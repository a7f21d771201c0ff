import LanguageModels
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

#if os(Linux) || os(macOS)
/// Each in a process of its own, because the environment belongs to the whole process.
@Suite struct OpenAIEnvironmentTests {
  @Test("The base URL is that of the environment, unless one is given")
  func baseURL() async {
    await #expect(processExitsWith: .success) {
      setenv("OPENAI_BASE_URL", "http://localhost:11434/v1", 1)
      guard OpenAI(model: "m").baseURL == "http://localhost:11434/v1" else { exit(1) }
      guard OpenAI(model: "m", baseURL: "http://other/v1").baseURL == "http://other/v1" else { exit(2) }
    }
  }

  @Test("Without one, or with an empty one, it is OpenAI's", arguments: [nil, "", " \n"])
  func defaultBaseURL(_ value: String?) async {
    await #expect(processExitsWith: .success) { [value] in
      if let value { setenv("OPENAI_BASE_URL", value, 1) } else { unsetenv("OPENAI_BASE_URL") }
      guard OpenAI(model: "m").baseURL == OpenAI.defaultBaseURL else { exit(1) }
    }
  }

  @Test("The API key is that of the environment, unless one is given")
  func apiKey() async {
    await #expect(processExitsWith: .success) {
      setenv("OPENAI_API_KEY", "sk-environment", 1)
      let answer = Answers.whole(Answers.completion("a"))
      try await TestServer.run(writing: answer) { server in
        _ = try await OpenAI(model: "m", baseURL: server.baseURL).complete("?")
        _ = try await OpenAI(model: "m", apiKey: "sk-given", baseURL: server.baseURL).complete("?")
        let sent = server.requests.map { $0.header("authorization") }
        guard sent == ["Bearer sk-environment", "Bearer sk-given"] else { exit(1) }
      }
    }
  }
}
#endif
