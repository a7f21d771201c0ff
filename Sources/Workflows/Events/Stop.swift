/// The ready-made stop event: ends the run with a value.
///
/// On the wire it is Python's `StopEvent`: `{"result": …}`, without the key when the result is `nil` or ``Nothing``.
public struct Stop<Result: Codable & Sendable>: StopEvent {
  /// The result of the run.
  public var result: Result

  /// Ends the run with a result.
  public init(_ result: Result) { self.result = result }

  /// `StopEvent`, whatever the result's type.
  public static var eventName: String { "StopEvent" }

  private enum CodingKeys: String, CodingKey { case result }

  /// Decodes the value from its wire shape.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if !container.contains(.result), let absent = Result.self as? any AbsentRepresentable.Type,
      let value = absent.absent as? Result
    {
      result = value
    } else {
      result = try container.decode(Result.self, forKey: .result)
    }
  }

  /// Encodes the value in its wire shape.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    if let absent = result as? any AbsentRepresentable, absent.isAbsent { return }
    try container.encode(result, forKey: .result)
  }
}

extension Stop where Result == Nothing {
  /// Ends the run without a result.
  public init() { self.init(Nothing()) }
}

extension Stop: Equatable where Result: Equatable {}
extension Stop: Hashable where Result: Hashable {}

/// The value of a run that has nothing to take or to return.
public struct Nothing: Codable, Hashable, Sendable {
  /// Makes one; they are all equal.
  public init() {}
}

/// A value that is left out on the wire rather than written as `null`, as Python leaves out a result that is `None`.
package protocol AbsentRepresentable {
  static var absent: Self { get }
  var isAbsent: Bool { get }
}

extension Nothing: AbsentRepresentable {
  package static var absent: Nothing { Nothing() }
  package var isAbsent: Bool { true }
}

extension Optional: AbsentRepresentable {
  package static var absent: Wrapped? { nil }
  package var isAbsent: Bool { if case .none = self { true } else { false } }
}
