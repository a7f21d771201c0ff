import LanguageModels
import Workflows

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

struct Car: Codable, Sendable { var brand: String; var model: String; var power: Int }
struct CarCollection: Codable, Sendable { var cars: [Car] }

struct ExtractionDone: Event { var output: String; var passage: String }
struct ValidationErrorEvent: Event { var error: String; var wrongOutput: String; var passage: String }

/// Reflection for structured output, as in the Python documentation: what is wrong with an answer goes back to the model.
@Workflow(timeout: .seconds(120))
struct ReflectionWorkflow {
  var llm: any LanguageModel
  var maxAttempts = 3

  struct State: WorkflowState { var attempts = 0 }

  @Step
  func extract(
    _ event: Either<Start<String>, ValidationErrorEvent>, context: Context
  ) async throws -> ExtractionDone {
    let passage: String
    var reflection = ""
    switch event {
    case .first(let start):
      passage = start.input
    case .second(let problem):
      passage = problem.passage
      reflection = """

        You already created this output previously: \(problem.wrongOutput)
        This caused the error: \(problem.error)
        Try again; the response must contain only valid JSON.
        """
    }
    context.store.edit { $0.attempts += 1 }
    let response = try await llm.complete(
      """
      Find the cars of the passage, with their power in horsepower.
      Passage: \(passage)
      Reply with JSON alone, such as {"cars": [{"brand": "Fiat", "model": "500", "power": 69}]}.\(reflection)
      """)
    let output = ExtractionDone(output: response.text, passage: passage)
    context.writeEventToStream(output)
    return output
  }

  @Step
  func validate(
    _ event: ExtractionDone, context: Context
  ) throws -> Either<ValidationErrorEvent, Stop<CarCollection>> {
    do {
      return .second(Stop(try CarCollection(validating: event.output)))
    } catch  where context.store.attempts < maxAttempts {
      let problem = ValidationErrorEvent(error: "\(error)", wrongOutput: event.output, passage: event.passage)
      context.writeEventToStream(problem)
      return .first(problem)
    } catch {
      throw ValidationFailed(attempts: maxAttempts, problem: "\(error)")
    }
  }
}

/// What a model wrote does not pass, however often it is told.
struct ValidationFailed: Error, CustomStringConvertible {
  var attempts: Int
  var problem: String
  var description: String { "no valid output in \(attempts) attempts; the last one: \(problem)" }
}

extension CarCollection {
  /// Reads what a model wrote, which may have put the JSON into a fence, or words around it.
  init(validating output: String) throws {
    guard let start = output.firstIndex(of: "{"), let end = output.lastIndex(of: "}"), start < end else {
      throw Invalid(description: "there is no JSON object in it")
    }
    do {
      self = try JSONDecoder().decode(CarCollection.self, from: Data(output[start...end].utf8))
    } catch DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context) {
      throw Invalid(description: "\(Invalid.path(context.codingPath)) is not of type \(type)")
    } catch DecodingError.keyNotFound(let key, let context) {
      throw Invalid(description: "\(Invalid.path(context.codingPath + [key])) is missing")
    }
    if cars.isEmpty { throw Invalid(description: "there are no cars in it") }
    for car in cars where car.power <= 0 { throw Invalid(description: "the \(car.model) has no power") }
  }
}

/// What is wrong with an output, in words that a model understands.
private struct Invalid: Error, CustomStringConvertible {
  var description: String

  static func path(_ keys: [any CodingKey]) -> String {
    keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}
