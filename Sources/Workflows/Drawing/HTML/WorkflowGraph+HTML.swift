extension WorkflowGraph {
  /// The graph as a page that can be explored, with what an execution did if there is one.
  ///
  /// It is ``svg(_:options:)`` with a script: drag and scroll to move and zoom, point at something to see what it is
  /// connected with, select it to see its documentation, options, schema and, of an execution, times. All of it works
  /// with the keyboard, too.
  ///
  /// The page is one file that loads nothing: it says so itself, in a content security policy.
  ///
  /// Python: `draw_all_possible_flows`, `draw_most_recent_execution`.
  public func html(_ execution: WorkflowExecution? = nil, options: DrawingOptions = .init()) -> String {
    let picture = Picture(self, execution, options)
    let drawn = DrawnPicture(picture, self, execution, options)
    let details = PageDetails.json(picture, prefix: drawn.prefix)
    let name = Markup.escape(Markup.oneLine(self.name))
    let steps = nodes.filter { $0.nodeType == .step }.count
    return """
      <!DOCTYPE html>
      <html lang="en" class="wf">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
      script-src 'unsafe-inline'">
      <title>\(name)</title>
      <style>
      \(PictureStyle.sheet(options.appearance))\(PageStyle.sheet)</style>
      </head>
      <body>
      <header>
      <h1>\(name)</h1>
      <p>\(steps == 1 ? "1 step" : "\(steps) steps")</p>
      <input id="find" type="search" placeholder="Find…" aria-label="Find a node" list="names">
      <datalist id="names"></datalist>
      <span class="tools">
      <button id="out" title="Zoom out (−)" aria-label="Zoom out">−</button>
      <button id="in" title="Zoom in (+)" aria-label="Zoom in">+</button>
      <button id="fit" title="Show all (0)">Fit</button>
      <button id="theme" title="Light or dark"\(options.appearance == .automatic ? "" : " hidden")>◐</button>
      </span>
      </header>
      <main>
      <svg xmlns="http://www.w3.org/2000/svg" id="picture" tabindex="0" role="group" aria-label="\(name)" \
      viewBox="0 0 \(Markup.number(drawn.width)) \(Markup.number(drawn.height))" preserveAspectRatio="xMidYMin meet">
      \(drawn.content)</svg>
      <aside id="details" hidden aria-live="polite"></aside>
      \(PageLegend.html(picture))</main>
      <script type="application/json" id="data">\(details.scriptText)</script>
      <script>
      \(PageScript.text)</script>
      </body>
      </html>

      """
  }
}
