extension WorkflowGraph {
  /// The graph as a picture in SVG, from top to bottom, with what an execution did if there is one.
  ///
  /// ```swift
  /// let picture = MyWorkflow().graph.svg()
  /// let whatHappened = MyWorkflow().graph.svg(handler.execution)
  /// ```
  ///
  /// The text stands for itself: it names no font, image or script that is not in it, and is light or dark as whoever
  /// looks at it prefers. Labels that are too long are wrapped or cut off; the whole text is in the tooltip.
  ///
  /// Steps are boxes, events have round ends. Lines are thick where arrays are returned or taken, dashed where events are
  /// sent or waited for, red where failures are handled, dotted to resources and child workflows. Of an execution, what
  /// did not run is pale, and steps that failed are red.
  ///
  /// The same graph gives the same text. One of 60 steps takes 5 ms and one of 500 some 0.13 s, on a virtual machine with
  /// two cores; beyond that the time grows faster than the graph.
  public func svg(_ execution: WorkflowExecution? = nil, options: DrawingOptions = .init()) -> String {
    let picture = DrawnPicture(Picture(self, execution, options), self, execution, options)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" class="wf" role="img" \(picture.size)>
      <title>\(Markup.escape(Markup.oneLine(name)))</title>
      <style>
      \(PictureStyle.sheet(options.appearance))</style>
      <rect class="paper" width="100%" height="100%"/>
      \(picture.content)</svg>

      """
  }
}

/// A picture as elements of SVG.
struct DrawnPicture {
  var content: String
  var width: Double
  var height: Double
  /// What the ids of its elements begin with.
  var prefix: String

  init(_ picture: Picture, _ graph: WorkflowGraph, _ execution: WorkflowExecution?, _ options: DrawingOptions) {
    prefix = Self.prefix(graph, execution)
    var arranged = ArrangedPicture(picture)
    let timeline = execution.map { Timeline($0, width: max(arranged.width - ArrangedPicture.margin * 2, 640)) }
    if let timeline { arranged.center(in: timeline.width + ArrangedPicture.margin * 2) }
    var writer = SVGWriter(prefix: prefix)
    writer.write(arranged)
    (width, height) = (max(arranged.width, 320), arranged.height)
    if let timeline {
      writer.write(timeline, at: Point(x: ArrangedPicture.margin, y: height), isFull: options.includesTimeline)
      width = max(width, timeline.width + ArrangedPicture.margin * 2)
      height += (options.includesTimeline ? timeline.height : timeline.headHeight) + ArrangedPicture.margin
    }
    content = writer.text
  }

  var size: String {
    let (width, height) = (Markup.number(width), Markup.number(height))
    return "width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\""
  }

  /// Different for different pictures, the same for the same one.
  private static func prefix(_ graph: WorkflowGraph, _ execution: WorkflowExecution?) -> String {
    var hash = graph.name.stableHash(seed: 0)
    for node in graph.nodes { hash = node.id.stableHash(seed: hash) }
    if let execution { hash = "\(execution.duration) \(execution.attempts.count)".stableHash(seed: hash) }
    return "w\(String(hash & 0xffff_ffff, radix: 36))"
  }
}
