import Testing
import Workflows

/// Graphs as text for other programs to draw.
@Suite("Mermaid and DOT", .mayNotHang)
struct TextDrawingTests {
  struct Page: Event {}
  struct Ask: InputRequiredEvent {}
  struct Reply: HumanResponseEvent {}

  let workflow = InlineWorkflow("reading", input: Start<String>.self, output: Int.self) {
    Step("fetch-all") { (_: Start<String>, _) -> [Page] in [] }
    Step("read") { (pages: [Page], _) in Ask() }
    Step("hear", waits: Page.self) { (_: Reply, _) in Stop(1) }
    CatchError("recover", for: "read") { (_, _) in Ask() }
  }

  @Test func `has Python's shapes and ids for Mermaid`() throws {
    let text = workflow.graph.mermaid()
    try MermaidCheck.check(text)
    let expected = """
      flowchart TD
          step_fetch_all["fetch-all"]:::stepStyle
          event_StartEvent(["Start#60;String#62;"]):::startEventStyle
          event_Page(["Page"]):::defaultEventStyle
          step_read["read"]:::stepStyle
          event_Ask(["Ask"]):::defaultEventStyle
          step_hear["hear"]:::stepStyle
          event_Reply(["Reply"]):::defaultEventStyle
          event_StopEvent(["Stop#60;Int#62;"]):::stopEventStyle
          step_recover["recover"]:::handlerStyle
          external_external_step["external_step"]:::externalStyle
          step_fetch_all ==> event_Page
          event_StartEvent --> step_fetch_all
          step_read --> event_Ask
          event_Page ==> step_read
          step_hear --> event_StopEvent
          event_Reply --> step_hear
          event_Page -.-> step_hear
          step_recover --> event_Ask
          step_read -.-> step_recover
          event_Ask --> external_external_step
          external_external_step --> event_Reply
      """
    let found = text.split(separator: "\n").prefix { !$0.contains("classDef") }.joined(separator: "\n")
    #expect(found == expected)
  }

  @Test func `has groups and children as subgraphs and clusters`() throws {
    let graph = PictureTests.family
    let mermaid = graph.mermaid()
    try MermaidCheck.check(mermaid)
    #expect(mermaid.contains(#"subgraph group_Writing["Writing"]"#))
    #expect(mermaid.contains(#"subgraph child_Research["Research"]"#))
    #expect(mermaid.contains("workflow_workflow_Research -.-> child_Research"))
    let dot = graph.dot()
    #expect(dot.contains(#"label="Writing""#) && dot.contains(#"label="Research""#))
    #expect(dot.components(separatedBy: "subgraph cluster_").count == 3)
    let alone = graph.mermaid(options: .init(includesChildWorkflows: false))
    #expect(!alone.contains("child_Research"))
  }

  @Test func `shortens labels if asked to`() {
    let options = DrawingOptions(maxLabelLength: 5)
    #expect(workflow.graph.mermaid(options: options).contains(##"step_fetch_all["fetc#42;"]"##))
    #expect(workflow.graph.dot(options: options).contains(#"label="fetc*""#))
  }
}

extension String {
  /// The parts between a separator.
  fileprivate func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
