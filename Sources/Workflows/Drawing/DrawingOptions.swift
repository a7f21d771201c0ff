/// What a picture of a workflow shows, and how.
public struct DrawingOptions: Hashable, Sendable {
  /// How many characters of a label are shown; the rest stands in its tooltip.
  ///
  /// `nil` for as many as fit into three lines. Python: `max_label_length`.
  public var maxLabelLength: Int?
  /// Whether the graphs of the workflows that steps run are shown, too, each once.
  ///
  /// Python: `include_child_workflows`.
  public var includesChildWorkflows: Bool
  /// Whether what steps use is shown.
  public var includesResources: Bool
  /// Whether a picture of an execution has a timeline; of SVG and HTML.
  public var includesTimeline: Bool
  /// Which colours SVG and HTML have.
  public var appearance: Appearance

  /// Makes options; each has a default.
  public init(
    maxLabelLength: Int? = nil, includesChildWorkflows: Bool = true, includesResources: Bool = true,
    includesTimeline: Bool = true, appearance: Appearance = .automatic
  ) {
    self.maxLabelLength = maxLabelLength
    self.includesChildWorkflows = includesChildWorkflows
    self.includesResources = includesResources
    self.includesTimeline = includesTimeline
    self.appearance = appearance
  }

  /// Whether a picture is light or dark.
  public struct Appearance: Hashable, Sendable, CustomStringConvertible {
    private enum Kind { case automatic, light, dark }
    private let kind: Kind

    /// As whoever looks at it prefers.
    public static let automatic = Appearance(kind: .automatic)
    /// Dark on light.
    public static let light = Appearance(kind: .light)
    /// Light on dark.
    public static let dark = Appearance(kind: .dark)

    /// The value in words.
    public var description: String { String(describing: kind) }
  }
}
