/// A configuration that is missing, malformed, or of the wrong shape.
public struct SettingsError: Error, Sendable, CustomStringConvertible {
  /// Where in the configuration it is, with dots between the parts; `nil` if the configuration could not be read at all.
  public let key: String?
  /// What is wrong, and what to do about it.
  public let message: String
  /// What was thrown by who read it, if somebody else did.
  public let cause: (any Error)?

  /// The value in words.
  public var description: String { message }

  init(key: String, _ message: String) {
    self.key = key
    self.message = message
    cause = nil
  }

  /// A file cannot be read.
  init(file: String, _ error: any Error) {
    key = nil
    let reason = "\(error)"
    // Its error for this is no public one; other words would lead to the other message, which is true as well.
    let isMissing = reason.hasPrefix("File not found")
    message =
      isMissing
      ? "settings file '\(file)' is not there; create it with a JSON object, or give its path from the current directory"
      : "settings file '\(file)' cannot be read; it must hold a JSON object, whose arrays hold values of one kind: \(reason)"
    cause = error
  }

  /// Something went wrong while a value was decoded.
  ///
  /// What others say about a value may have the value in it, as what an enum says about a raw value that it does not know.
  init(_ error: any Error, at key: String?, _ isSecret: Bool) {
    if let error = error as? SettingsError {
      self = error
      return
    }
    self.key = key ?? ""
    message =
      "settings at '\(key ?? "")' are of the wrong shape" + (isSecret ? "" : ": \(Self.reason(error))")
    cause = isSecret ? nil : error
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context):
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      return path.isEmpty ? context.debugDescription : "'\(path)': \(context.debugDescription)"
    default: return "\(error)"
    }
  }
}
