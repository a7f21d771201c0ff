/// How the page around a picture looks.
enum PageStyle {
  static let sheet = """
    *{box-sizing:border-box}
    html,body{height:100%;margin:0}
    body{display:flex;flex-direction:column;background:var(--paper);color:var(--ink);
    font:14px/1.45 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    header{display:flex;align-items:center;gap:14px;padding:9px 16px;border-bottom:1px solid var(--rim);
    background:var(--sheet)}
    header h1{font-size:15px;margin:0;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;min-width:0}
    header p{margin:0;color:var(--muted);white-space:nowrap}
    header input{margin-left:auto;width:200px;min-width:80px}
    .tools{display:flex;gap:4px}
    button,input{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--rim);border-radius:6px;
    padding:4px 10px}
    button{cursor:pointer;min-width:34px}button:hover{border-color:var(--edge)}
    button:focus-visible,input:focus-visible,.node:focus-visible .shape,summary:focus-visible{
    outline:2px solid var(--step-rim);outline-offset:2px}
    main{flex:1;position:relative;min-height:0;overflow:hidden}
    #picture{display:block;width:100%;height:100%;touch-action:none;cursor:grab;outline:none}
    #picture.moving{cursor:grabbing}
    .node{cursor:pointer;outline:none}.node,.edge{transition:opacity .12s}
    #picture.focused .node:not(.lit),#picture.focused .edge:not(.lit){opacity:.16}
    #picture.focused .lit{opacity:1}
    .edge.lit .shaft{stroke:var(--strong);stroke-width:2.2}.edge.lit .head{fill:var(--strong)}
    .edge.failing.lit .shaft{stroke:var(--bad)}.edge.failing.lit .head{fill:var(--bad)}
    .node.chosen .shape{stroke:var(--ink);stroke-width:2.6}
    #details{position:absolute;top:12px;right:12px;width:340px;max-width:calc(100% - 24px);
    max-height:calc(100% - 24px);overflow:auto;background:var(--sheet);border:1px solid var(--rim);border-radius:10px;
    padding:14px 16px;box-shadow:0 8px 28px #0003}
    #details[hidden]{display:none}
    #details h2{font-size:15px;margin:0 28px 2px 0;overflow-wrap:anywhere}
    #details .kind{color:var(--muted);margin:0 0 10px}
    #details .doc{white-space:pre-wrap;margin:0 0 10px;overflow-wrap:anywhere}
    #details table{border-collapse:collapse;width:100%;margin:0 0 8px}
    #details th{font-weight:400;text-align:left;color:var(--muted);padding:2px 12px 2px 0;vertical-align:top;
    white-space:nowrap}
    #details td{padding:2px 0;overflow-wrap:anywhere}
    #details h3{font-size:12px;color:var(--muted);font-weight:600;margin:10px 0 4px}
    #details pre{margin:0;padding:8px 10px;background:var(--paper);border:1px solid var(--rim);border-radius:6px;
    overflow:auto;font:12px/1.4 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;max-height:320px}
    #details .close{position:absolute;top:10px;right:10px;border:0;background:none;padding:2px 8px}
    #legend{position:absolute;left:12px;bottom:12px;background:var(--sheet);border:1px solid var(--rim);
    border-radius:10px;padding:8px 12px;font-size:12px;max-width:260px}
    #legend summary{cursor:pointer;color:var(--muted)}
    #legend ul{list-style:none;margin:6px 0 0;padding:0}
    #legend li{display:flex;align-items:center;gap:8px;padding:1px 0}
    @media (max-width:700px){header p,#legend{display:none}header input{width:110px}}
    @media print{header,#legend,#details{display:none}}

    """
}
