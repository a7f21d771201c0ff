/// How things look, and what they are called.
enum PictureStyle {
  /// The class of an edge.
  static func edgeClass(_ kind: WorkflowGraph.EdgeKind) -> String {
    switch kind {
    case .list, .batch: "many"
    case .join: "join"
    case .send: "send"
    case .wait: "wait"
    case .failure: "failing"
    case .resource: "uses"
    case .child: "runs"
    default: "flow"
    }
  }

  /// What an edge means, behind its ends.
  static func meaning(_ kind: WorkflowGraph.EdgeKind) -> String {
    switch kind {
    case .list: ": returns an array"
    case .batch: ": takes an array"
    case .join: ": together with others"
    case .send: ": sends"
    case .wait: ": waits for it"
    case .failure: ": handles its failures"
    case .resource: ": uses"
    case .child: ": runs"
    default: ""
    }
  }

  /// A node for who cannot see it.
  static func spoken(_ box: Picture.Box) -> String {
    let kind = box.style == .other ? box.node.nodeType.rawValue : box.style.rawValue
    let note = box.note.isEmpty ? "" : ", \(box.note)"
    return Markup.oneLine("\(kind) \(box.node.label)\(note)")
  }

  static func tooltip(_ box: Picture.Box) -> String {
    var lines = [box.node.label]
    if let description = box.node.description { lines.append(description) }
    if let run = box.run, run.attempts > 0 {
      lines.append("\(run.attempts) attempts, \(run.total.forPeople) in all, \(run.longest.forPeople) the longest")
      if let error = run.lastError { lines.append("failed: \(error)") }
    }
    return lines.joined(separator: "\n")
  }

  // MARK: The style sheet

  /// The style sheet, for what is in an element of class `wf`.
  static func sheet(_ appearance: DrawingOptions.Appearance) -> String {
    switch appearance {
    case .light: ".wf{color-scheme:light;\(light)}\n\(rules)"
    case .dark: ".wf{color-scheme:dark;\(dark)}\n\(rules)"
    default:
      ".wf{color-scheme:light dark;\(light)}\n"
        + "@media (prefers-color-scheme:dark){.wf:not([data-theme=light]){\(dark)}}\n"
        + ".wf[data-theme=dark]{color-scheme:dark;\(dark)}\n.wf[data-theme=light]{color-scheme:light}\n\(rules)"
    }
  }

  private static let light = """
    --paper:#ffffff;--ink:#1c2330;--muted:#566173;--edge:#8b96a6;--strong:#3c4757;--sheet:#f7f9fb;--rim:#d4dbe4;
    --step:#e2f0f8;--step-rim:#4a9cc2;--event:#e9f7e9;--event-rim:#69b56e;--start:#f6e2fb;--start-rim:#b25acb;
    --stop:#ffe7dc;--stop-rim:#dd7a50;--external:#e6f1f5;--external-rim:#6796a8;--resource:#f4e6f6;--resource-rim:#ae7cb7;
    --config:#def1ef;--config-rim:#549e95;--workflow:#ebebf8;--workflow-rim:#7676bf;--other:#eef0f3;--other-rim:#8b96a6;
    --group:#4a6fa50d;--group-rim:#9fb3ce;--bad:#c0272d;--bad-fill:#fde8e8;--good:#23803f;--busy:#a36a00;--busy-fill:#fff3d9
    """.replacingNewlines

  private static let dark = """
    --paper:#12161d;--ink:#e9edf3;--muted:#a3adbb;--edge:#697587;--strong:#c3ccd8;--sheet:#181e27;--rim:#343e4c;
    --step:#16313f;--step-rim:#56a9cf;--event:#183321;--event-rim:#5fae6c;--start:#3a1e44;--start-rim:#c07ad6;
    --stop:#43261a;--stop-rim:#e58b63;--external:#1b2d35;--external-rim:#7fadbe;--resource:#33223a;--resource-rim:#b88bc1;
    --config:#16332f;--config-rim:#63b0a6;--workflow:#25254a;--workflow-rim:#9292dc;--other:#232a34;--other-rim:#8491a3;
    --group:#7fa4dd12;--group-rim:#4b5d78;--bad:#ff7b7f;--bad-fill:#46191c;--good:#6fcb88;--busy:#eab54a;--busy-fill:#3d2f10
    """.replacingNewlines

  private static let rules: String = {
    var rules = """
      .wf text{font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
      fill:var(--ink);font-size:13px}
      .wf .paper{fill:var(--paper)}
      .wf .title{font-size:20px;font-weight:700}.wf .subtitle{font-size:15px;font-weight:700}
      .wf .about,.wf .note,.wf .tick,.wf .outcome{fill:var(--muted);font-size:12px}.wf .note{font-size:11px}
      .wf .outcome.is-failed{fill:var(--bad)}.wf .outcome.is-completed{fill:var(--good)}
      .wf .sheet{fill:var(--sheet);stroke:var(--rim)}
      .wf .group{fill:var(--group);stroke:var(--group-rim);stroke-dasharray:5 4}
      .wf .group-name text,.wf text.group-name{fill:var(--muted);font-size:11px;font-weight:600;
      paint-order:stroke;stroke:var(--sheet);stroke-width:4px;stroke-linejoin:round}
      .wf .shape{stroke-width:1.4}.wf .inner{fill:none;stroke-width:.8}
      .wf .step .name,.wf .handler .name,.wf .workflow .name{font-weight:600}
      .wf .external .shape{stroke-dasharray:4 3}.wf .handler .shape,.wf .failure .shape{stroke:var(--bad)}
      .wf .shaft{fill:none;stroke:var(--edge);stroke-width:1.4}.wf .head{fill:var(--edge)}
      .wf .bar-head{stroke:var(--edge);stroke-width:1.6}.wf .edge.is-done .bar-head{stroke:var(--strong)}
      .wf .many .shaft{stroke-width:3}.wf .send .shaft,.wf .wait .shaft{stroke-dasharray:6 4}
      .wf .wait .head{fill:var(--paper);stroke:var(--edge);stroke-width:1.3}
      .wf .uses .shaft{stroke-dasharray:1.5 4;stroke-linecap:round;stroke-width:1.8}
      .wf .runs .shaft{stroke:var(--workflow-rim);stroke-dasharray:8 3 2 3}.wf .runs .head{fill:var(--workflow-rim)}
      .wf .failing .shaft{stroke:var(--bad);stroke-dasharray:6 4}.wf .failing .head{fill:var(--bad)}
      .wf .edge-label{font-size:11px;fill:var(--muted);paint-order:stroke;stroke:var(--paper);stroke-width:4px;
      stroke-linejoin:round}
      .wf .edge.is-done .shaft{stroke:var(--strong)}.wf .edge.is-done .head{fill:var(--strong)}
      .wf .edge.failing.is-done .shaft{stroke:var(--bad);stroke-width:2.2}.wf .edge.failing.is-done .head{fill:var(--bad)}
      .wf .edge.is-done .edge-label{fill:var(--ink);font-weight:600}
      .wf .is-never{opacity:.38}
      .wf .node.is-done .shape{stroke-width:2}
      .wf .step.is-failed .shape,.wf .handler.is-failed .shape{fill:var(--bad-fill);stroke:var(--bad);stroke-width:2.4}
      .wf .step.is-failed .note,.wf .handler.is-failed .note{fill:var(--bad)}
      .wf .step.is-busy .shape,.wf .handler.is-busy .shape{fill:var(--busy-fill);stroke:var(--busy);stroke-width:2.4}
      .wf .step.is-busy .note,.wf .handler.is-busy .note{fill:var(--busy)}
      .wf .lane{stroke:var(--rim)}.wf .rule{stroke:var(--rim);stroke-dasharray:2 3}
      .wf .bar{fill:var(--step-rim)}.wf .bar.is-failed{fill:var(--bad)}.wf .bar.is-cancelled{fill:var(--edge)}
      .wf .bar.is-running,.wf .bar.is-waiting{fill:var(--busy)}
      .wf .lane-name{font-size:12px}.wf .tick{font-size:11px}

      """
    for name in ["step", "event", "start", "stop", "external", "resource", "config", "workflow", "other"] {
      rules += ".wf .\(name) .shape{fill:var(--\(name));stroke:var(--\(name)-rim)}"
      if name == "workflow" { rules += ".wf .workflow .inner{stroke:var(--workflow-rim)}" }
      rules += "\n"
    }
    // Behind the others: a handler is a step.
    return ".wf .handler .shape{fill:var(--step)}.wf .failure .shape{fill:var(--bad-fill)}\n" + rules
  }()
}

extension String {
  fileprivate var replacingNewlines: String { String(filter { !$0.isNewline }) }
}
