#if Macros
import SwiftSyntax

/// What an event means, as far as its spelling or its declaration in the workflow tells.
enum Role { case plain, start, stop, termination, inputRequired, humanResponse, unknown }

/// Names that everybody spells the same.
enum KnownTypes {
  /// Types that are no events, whoever imports what.
  static let noEvents: Set<String> = [
    "String", "Substring", "Character", "Bool", "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16",
    "UInt32", "UInt64", "Double", "Float", "Duration", "Never", "Any", "AnyObject", "StaticString",
  ]

  static func role(_ key: String) -> Role? {
    if key.hasPrefix("Start<") { return .start }
    if key.hasPrefix("Stop<") { return .stop }
    switch key {
    case "WorkflowTimedOutEvent", "WorkflowCancelledEvent", "WorkflowFailedEvent": return .termination
    case "AttemptSuperseded", "StreamGap": return .plain
    default: return nil
    }
  }

  static func role(inheriting names: [String]) -> Role {
    for name in names {
      switch name {
      case "StartEvent": return .start
      case "StopEvent": return .stop
      case "TerminationEvent": return .termination
      case "InputRequiredEvent": return .inputRequired
      case "HumanResponseEvent": return .humanResponse
      default: continue
      }
    }
    // Another protocol beside `Event` may bring a role along.
    return names.contains("Event") && names.allSatisfy { harmless.contains($0) } ? .plain : .unknown
  }

  private static let harmless: Set<String> = [
    "Event", "Codable", "Sendable", "Hashable", "Equatable", "Comparable", "Identifiable", "CustomStringConvertible",
  ]

  /// Whether a type of ours, such as `Start<String>`, cannot be another name of anything.
  static func isCertain(_ type: TypeSyntax, key: String) -> Bool {
    guard role(key) != nil else { return false }
    return type.bare.arguments.allSatisfy { argument in
      let name = argument.bare.trimmedDescription
      return noEvents.contains(name) || name == "Nothing" || name == "JSONValue"
    }
  }
}
#endif
