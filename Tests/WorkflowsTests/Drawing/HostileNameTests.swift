import Foundation
import Testing
import Workflows

/// Names that would mean something to whoever reads a picture.
@Suite("Names in pictures", .mayNotHang)
struct HostileNameTests {
  static let names = [
    "<script>alert(1)</script>", "\"quotes\" & 'apostrophes'", "new\nline\r\n\ttab", "back`tick` ${x} $(y)",
    "a]b[c){d}(|e| --> f; g", "]]>--><!-- %%{init: {}}%% end", "</title></svg><svg onload=alert(1)>", "\\n \\l \\N {|}",
    "end", "subgraph", "ünï 工作流程 🚀 e\u{301}", "\u{0}\u{7}\u{1B}[31m", "\u{202E}desrever", "&lt;&amp;&#60;",
    "#quot;#59;",
    "</script><script>alert(2)</script>", "javascript:alert(1)", " ", "", "*bold* _it_ ~~no~~",
    String(repeating: "VeryLongEventName", count: 12), String(repeating: "x", count: 200),
  ]

  /// A graph that has each name as node, group, edge, description and error.
  private let graph: WorkflowGraph = {
    var graph = WorkflowGraph(name: names.joined(separator: " "), description: names.joined(separator: "\n"))
    graph.nodes.append(.init(id: "start", nodeType: .step))
    for (number, name) in names.enumerated() {
      let types: [WorkflowGraph.NodeType] = [
        .event, .step, .resource, .resourceConfig, .external, .init(rawValue: name),
      ]
      var node = WorkflowGraph.Node(
        id: "\(name) \(number)", label: name, nodeType: types[number % 6], description: name)
      node.event = .init(eventType: name, eventTypes: [name], eventSchema: ["title": .string(name)])
      if node.nodeType == .step {
        node.step = .init()
        node.step?.group = name
        node.step?.retry = name
      }
      graph.nodes.append(node)
      graph.edges.append(.init(from: "start", to: node.id, label: name, kind: number % 2 == 0 ? .list : .resource))
    }
    var child = WorkflowGraph.Node(id: "child", label: names[0], nodeType: .workflow)
    child.graph = WorkflowGraph(name: names[0], nodes: [.init(id: names[1], nodeType: .step)])
    graph.nodes.append(child)
    graph.edges.append(.init(from: "start", to: "child", kind: .child))
    return graph
  }()

  @Test func `are text and nothing else in SVG`() throws {
    let svg = graph.svg()
    // Of the group too: the frame is a rectangle.
    try expectGoodPicture(svg, nodes: graph.nodes.count + 1, edges: graph.edges.count)
    let root = try MarkupReader.read(svg)
    let elements = Set(root.all.map(\.name))
    #expect(elements == ["svg", "title", "style", "rect", "g", "path", "text"])
    let attributes = Set(root.all.flatMap(\.attributes.keys))
    #expect(attributes.allSatisfy { !$0.hasPrefix("on") })
    let titles = root.all.filter { $0.name == "title" }.map(\.text)
    #expect(titles.contains { $0.hasPrefix("<script>alert(1)</script>") })
    #expect(titles.contains { $0.contains(String(repeating: "VeryLongEventName", count: 12)) })
    let isClean = svg.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" || $0 == "\r" || $0 == "\t" }
    #expect(isClean)
    #expect(!svg.unicodeScalars.contains("\u{202E}"))
  }

  @Test func `are text and nothing else in HTML`() throws {
    let html = graph.html()
    let root = try MarkupReader.read(html)
    let scripts = root.all.filter { $0.name == "script" }
    #expect(scripts.count == 2)
    // A browser ends a script at the first of these, whatever is around it.
    #expect(html.components(separatedBy: "</script").count == 3)
    #expect(html.components(separatedBy: "<script").count == 3)
    #expect(html.components(separatedBy: "<!--").count == 1)
    let data = try value(JSONValue.self, from: scripts[0].text)
    guard case .object(let nodes) = data else { return #expect(Bool(false), "the data is no object") }
    let labels = Set(nodes.values.compactMap { $0["label"]?.stringValue })
    #expect(labels.isSuperset(of: Self.names))
    let ids = Set(root.all.filter { $0.classes.first == "node" }.compactMap { $0.attributes["id"] })
    #expect(ids == Set(nodes.keys))
  }

  @Test func `are quoted for Graphviz`() throws {
    let text = graph.dot()
    // Without what is quoted, only the language is left.
    var rest = ""
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if isQuoted {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isQuoted = false
        }
        if character.isNewline { Issue.record("a line ends within quotes") }
      } else {
        isQuoted = character == "\""
        rest.append(isQuoted ? "'" : character)
      }
    }
    #expect(!isQuoted)
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'=-><[]{},;. \n")
    #expect(rest.allSatisfy(allowed.contains))
    #expect(rest.filter { $0 == "{" }.count == rest.filter { $0 == "}" }.count)
    let statements = rest.split(separator: "\n").filter { $0.contains(" [label=") && !$0.contains(" -> ") }
    #expect(statements.count == graph.nodes.count + 1)
    #expect(text.contains(#"label="\"quotes\" &amp; 'apostrophes'""#))
    #expect(text.contains(#"label="\\n \\l \\N {|}""#))
  }

  @Test func `are entities for Mermaid`() throws {
    let text = graph.mermaid()
    try MermaidCheck.check(text)
    #expect(text.contains(##"["#34;quotes#34; #38; 'apostrophes'"]"##))
    #expect(!text.contains("%%") && !text.contains("<script"))
  }
}

/// Reads what is written for Mermaid, line by line, and finds that nothing else is there.
enum MermaidCheck {
  struct Problem: Error { var line: String }

  static func check(_ text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " } }[...]
    guard lines.popFirst() == "flowchart TD" else { throw Problem(line: "the first") }
    var nodes: Set<Substring> = []
    var used: Set<Substring> = []
    var depth = 0
    let label = #/"(?:[^"`<>&\\%{}\[\]()|$;]|#[0-9]+;|<br\/>)*"/#
    let node = #/([A-Za-z0-9_]+)(?:\(\[(.*)\]\)|\{\{(.*)\}\}|\[\[(.*)\]\]|\[(.*)\]):::[A-Za-z]+/#
    let edge = #/([A-Za-z0-9_]+) (?:-->|==>|-\.->)(?:\|(.*)\|)? ([A-Za-z0-9_]+)/#
    for line in lines where !line.isEmpty {
      if let match = line.wholeMatch(of: node) {
        let text = [match.2, match.3, match.4, match.5].compactMap(\.self).joined()
        guard text.wholeMatch(of: label) != nil, nodes.insert(match.1).inserted else {
          throw Problem(line: String(line))
        }
      } else if let match = line.wholeMatch(of: edge) {
        if let text = match.2, text.wholeMatch(of: label) == nil { throw Problem(line: String(line)) }
        used.formUnion([match.1, match.3])
      } else if let match = line.wholeMatch(of: #/subgraph ([A-Za-z0-9_]+)\[(.*)\]/#) {
        guard match.2.wholeMatch(of: label) != nil, nodes.insert(match.1).inserted else {
          throw Problem(line: String(line))
        }
        depth += 1
      } else if line == "end" {
        depth -= 1
      } else if let match = line.wholeMatch(of: #/class ([A-Za-z0-9_]+) [A-Za-z]+/#) {
        used.insert(match.1)
      } else if line.wholeMatch(of: #/classDef [A-Za-z]+ [A-Za-z0-9#:,.-]+/#) == nil {
        throw Problem(line: String(line))
      }
    }
    guard depth == 0, used.isSubset(of: nodes) else { throw Problem(line: "\(used.subtracting(nodes))") }
  }
}
