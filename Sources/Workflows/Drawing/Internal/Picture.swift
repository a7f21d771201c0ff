/// A workflow as it is drawn: one panel for its own graph and one for each workflow that its steps run.
struct Picture {
  var panels: [Panel] = []

  /// One graph.
  struct Panel {
    var title: String
    var description: String?
    var boxes: [Box] = []
    var lines: [Line] = []
    /// The names of groups of steps.
    var frames: [String] = []
  }

  /// A node.
  struct Box {
    var node: WorkflowGraph.Node
    var style: Style
    var text: [String]
    /// A smaller line below.
    var note: String
    var frame: Int?
    /// The panel that shows more of it.
    var panel: Int?
    var state = State.unknown
    var run: ExecutionSummary.Step?
    var width = 0.0
    var height = 0.0
  }

  /// An edge.
  struct Line {
    var source: Int
    var target: Int
    var kind: WorkflowGraph.EdgeKind
    var label: String
    var state = State.unknown
  }

  enum Style: String {
    case step, handler, event, start, stop, failure, external, resource, config, workflow, other
  }

  /// What became of it in the execution that is shown.
  enum State: String {
    case unknown, done, failed, busy, never
  }

  init(_ graph: WorkflowGraph, _ execution: WorkflowExecution?, _ options: DrawingOptions) {
    var builder = PictureBuilder(execution: execution, options: options)
    builder.add(graph)
    panels = builder.panels
  }
}
