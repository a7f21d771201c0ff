/// How long a run may take, where it is run.
public struct RunTimeout: Hashable, Sendable, ExpressibleByNilLiteral, CustomStringConvertible {
  private enum Kind: Hashable { case inherited, never, after(Duration) }
  private let kind: Kind

  private init(kind: Kind) { self.kind = kind }

  /// What the workflow says: `@Workflow(timeout:)`, 45 seconds unless it says otherwise.
  public static let inherited = RunTimeout(kind: .inherited)
  /// No limit; `nil` means the same.
  public static let never = RunTimeout(kind: .never)

  /// No time at all: the run ends with ``WorkflowTimedOutEvent`` before its first step.
  public static let zero = RunTimeout(kind: .after(.zero))

  /// So long.
  ///
  /// A run with no time left ends with ``WorkflowTimedOutEvent`` before its first step.
  public static func after(_ duration: Duration) -> RunTimeout { .init(kind: .after(duration)) }

  /// So many seconds.
  public static func seconds(_ seconds: Double) -> RunTimeout { .after(Duration(clampingSeconds: seconds)) }

  /// So many seconds.
  public static func seconds(_ seconds: some BinaryInteger) -> RunTimeout { .after(.seconds(seconds)) }

  /// So many milliseconds.
  public static func milliseconds(_ milliseconds: Double) -> RunTimeout {
    .after(Duration(clampingSeconds: milliseconds / 1_000))
  }

  /// No limit.
  public init(nilLiteral: ()) { self = .never }

  /// The value in words.
  public var description: String {
    switch kind {
    case .inherited: "as the workflow says"
    case .never: "never"
    case .after(let duration): "\(duration)"
    }
  }

  func resolved(_ inherited: Duration?) -> Duration? {
    switch kind {
    case .inherited: inherited
    case .never: nil
    case .after(let duration): duration
    }
  }
}
