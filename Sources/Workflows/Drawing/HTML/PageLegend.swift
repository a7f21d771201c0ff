/// Says what shapes and lines mean, as far as they are in the picture.
enum PageLegend {
  static func html(_ picture: Picture) -> String {
    let styles = Set(picture.panels.flatMap(\.boxes).map(\.style))
    let kinds = Set(picture.panels.flatMap(\.lines).map { PictureStyle.edgeClass($0.kind) })
    let states = Set(picture.panels.flatMap(\.boxes).map(\.state))
    var rows = nodes.filter { styles.contains($0.style) }.map { node($0.style, "", $0.text) }
    rows += edges.filter { kinds.contains($0.kind) }.map { edge($0.kind, $0.text) }
    if states.contains(.failed) { rows.append(node(.step, " is-failed", "failed")) }
    if states.contains(.busy) { rows.append(node(.step, " is-busy", "had not ended")) }
    if states.contains(.never) { rows.append(node(.step, " is-never", "did not run")) }
    return "<details id=\"legend\" open><summary>Legend</summary><ul>\n\(rows.joined())</ul></details>\n"
  }

  private static let nodes: [(style: Picture.Style, text: String)] = [
    (.step, "step"), (.handler, "step that handles failures"), (.start, "start event"), (.event, "event"),
    (.stop, "stop event"), (.failure, "failure"), (.external, "outside of the run"), (.workflow, "workflow"),
    (.resource, "resource"), (.config, "configuration"), (.other, "other"),
  ]

  private static let edges: [(kind: String, text: String)] = [
    ("flow", "takes, returns"), ("many", "takes or returns an array"), ("join", "takes together with others"),
    ("send", "sends"), ("wait", "waits for"), ("failing", "handles failures of"), ("uses", "uses"), ("runs", "runs"),
  ]

  private static func node(_ style: Picture.Style, _ state: String, _ text: String) -> String {
    let radius = [.event, .start, .stop, .failure].contains(style) ? 7 : 3
    return """
      <li><svg width="30" height="18" aria-hidden="true"><g class="node \(style.rawValue)\(state)">\
      <rect class="shape" x="2" y="2" width="26" height="14" rx="\(radius)"/></g></svg>\(text)</li>

      """
  }

  private static func edge(_ kind: String, _ text: String) -> String {
    """
    <li><svg width="30" height="18" aria-hidden="true"><g class="edge \(kind)"><path class="shaft" d="M2 9 H22"/>\
    <path class="head" d="M29 9 L21 5 L21 13 Z"/>\(kind == "join" ? "<path class=\"bar-head\" d=\"M17 4 V14\"/>" : "")\
    </g></svg>\(text)</li>

    """
  }
}
