import LanguageModels

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The model that the environment names, or the scripted one where it names none.
///
/// `OPENAI_API_KEY` is the key of the server at `OPENAI_BASE_URL`, which is OpenAI's unless told otherwise; one of them is
/// enough. `OPENAI_MODEL` is the model to ask.
public func makeModel(_ name: String? = nil, orScripted scripted: ScriptedModel) -> any LanguageModel {
  if environment("OPENAI_API_KEY") == nil, environment("OPENAI_BASE_URL") == nil {
    note("No OPENAI_API_KEY or OPENAI_BASE_URL is set: a scripted model answers.")
    return scripted
  }
  return OpenAI(model: name ?? environment("OPENAI_MODEL") ?? "gpt-4o-mini")
}

/// A variable of the environment; `nil` if it is not set, or empty.
private func environment(_ name: String) -> String? {
  guard let value = getenv(name), value.pointee != 0 else { return nil }
  return String(cString: value)
}
