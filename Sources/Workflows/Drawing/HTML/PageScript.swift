/// The script of a page: moving, zooming, what is connected with what, and details.
enum PageScript {
  static let text = #"""
    'use strict';
    (() => {
      const picture = document.getElementById('picture');
      const details = document.getElementById('details');
      const data = JSON.parse(document.getElementById('data').textContent);
      const nodes = [...picture.querySelectorAll('.node[id]')];
      const edges = [...picture.querySelectorAll('.edge')];
      const all = picture.viewBox.baseVal;
      const whole = {x: all.x, y: all.y, w: all.width, h: all.height};
      let view = {...whole};

      // The part of the picture that is shown.
      const size = () => picture.getBoundingClientRect();
      const scale = () => Math.min(size().width / view.w, size().height / view.h);
      const show = () => picture.setAttribute('viewBox', `${view.x} ${view.y} ${view.w} ${view.h}`);
      const setScale = (value, x, y) => {
        const {width, height} = size();
        const limited = Math.max(Math.min(value, 4), Math.min(width / whole.w, height / whole.h, 1) / 2);
        const [w, h] = [width / limited, height / limited];
        view = {x: x - (x - view.x) * w / view.w, y: y - (y - view.y) * h / view.h, w, h};
        show();
      };
      // The legend stands at the left; what would be under it moves aside.
      const legend = document.getElementById('legend');
      const fit = () => {
        const {width, height} = size();
        const taken = legend.open && width > 800 ? legend.offsetWidth + 24 : 0;
        let left = 0;
        let value = Math.min(width / whole.w, height / whole.h, 1.5);
        if ((width - whole.w * value) / 2 < taken) {
          left = taken;
          value = Math.min((width - left) / whole.w, height / whole.h, 1.5);
        }
        view = {x: (whole.w - (width + left) / value) / 2, y: Math.min((whole.h - height / value) / 2, 0),
          w: width / value, h: height / value};
        show();
      };
      // What is large begins at its top, at a size that can be read.
      const begin = () => {
        fit();
        const value = Math.max(Math.min(size().width / whole.w, 1), 0.55);
        if (scale() < Math.min(value, 0.7)) {
          const first = nodes[0] && nodes[0].getBBox();
          const w = size().width / value, h = size().height / value;
          view = {x: w > whole.w || !first ? (whole.w - w) / 2 : first.x + first.width / 2 - w / 2, y: 0, w, h};
          if (w < whole.w) view.x = Math.max(0, Math.min(view.x, whole.w - w));
          show();
        }
      };
      const center = element => {
        const box = element.getBBox();
        view.x = box.x + box.width / 2 - view.w / 2;
        view.y = box.y + Math.min(box.height, view.h * .8) / 2 - view.h / 2;
        show();
      };
      const at = event => {
        const box = size();
        return [view.x + (event.clientX - box.left) / box.width * view.w,
          view.y + (event.clientY - box.top) / box.height * view.h];
      };

      picture.addEventListener('wheel', event => {
        event.preventDefault();
        const factor = event.deltaMode ? 16 : 1;
        if (event.ctrlKey || !event.shiftKey && Math.abs(event.deltaY) > Math.abs(event.deltaX))
          setScale(scale() * Math.exp(-event.deltaY * factor * (event.ctrlKey ? .01 : .0016)), ...at(event));
        else { view.x += (event.deltaX || event.deltaY) * factor / scale(); show(); }
      }, {passive: false});
      const pointers = new Map();
      let moved = 0;
      picture.addEventListener('pointerdown', event => {
        if (event.button) return;
        pointers.set(event.pointerId, event);
        moved = 0;
      });
      picture.addEventListener('pointermove', event => {
        const before = pointers.get(event.pointerId);
        if (!before) return;
        const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
        moved += Math.abs(dx) + Math.abs(dy);
        if (moved > 4 && !picture.hasPointerCapture(event.pointerId)) {
          picture.setPointerCapture(event.pointerId);
          picture.classList.add('moving');
        }
        if (pointers.size === 2) {
          const other = [...pointers.values()].find(one => one.pointerId !== event.pointerId);
          const far = one => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
          setScale(scale() * far(event) / far(before), ...at(event));
        } else if (moved > 4) {
          view.x -= dx / scale();
          view.y -= dy / scale();
          show();
        }
        pointers.set(event.pointerId, event);
      });
      const release = event => { pointers.delete(event.pointerId); picture.classList.remove('moving'); };
      picture.addEventListener('pointerup', release);
      picture.addEventListener('pointercancel', release);

      // What is connected with what.
      const near = new Map(nodes.map(node => [node.id, [node]]));
      for (const edge of edges) {
        const ends = [edge.dataset.from, edge.dataset.to];
        for (const [one, other] of [ends, [...ends].reverse()])
          near.get(one)?.push(edge, document.getElementById(other));
      }
      const light = node => {
        for (const element of picture.querySelectorAll('.lit')) element.classList.remove('lit');
        picture.classList.toggle('focused', !!node);
        for (const element of node ? near.get(node.id) : []) element.classList.add('lit');
      };
      let chosen = null;
      const make = (tag, name, text) => {
        const element = document.createElement(tag);
        if (name) element.className = name;
        if (text !== undefined) element.textContent = text;
        return element;
      };
      const choose = node => {
        chosen?.classList.remove('chosen');
        chosen = node;
        node?.classList.add('chosen');
        light(node);
        details.hidden = !node;
        if (!node) return;
        const about = data[node.id];
        const close = make('button', 'close', '×');
        close.setAttribute('aria-label', 'Close');
        close.onclick = () => { choose(null); picture.focus(); };
        details.replaceChildren(close, make('h2', '', about.label), make('p', 'kind', about.kind));
        if (about.description) details.append(make('p', 'doc', about.description));
        const table = make('table');
        for (const [name, value] of about.rows) {
          const row = make('tr');
          row.append(make('th', '', name), make('td', '', value));
          table.append(row);
        }
        if (about.rows.length) details.append(table);
        for (const [title, key] of [['Schema', 'schema'], ['Value', 'value']])
          if (about[key]) details.append(make('h3', '', title), make('pre', '', JSON.stringify(about[key], null, 2)));
        const panel = node.dataset.panel && document.getElementById(node.dataset.panel);
        if (panel) {
          const go = make('button', '', 'Show its graph');
          go.onclick = () => center(panel);
          details.append(go);
        }
      };
      for (const node of nodes) {
        node.setAttribute('tabindex', '0');
        node.setAttribute('role', 'button');
        node.addEventListener('pointerenter', () => { if (!chosen && !pointers.size) light(node); });
        node.addEventListener('pointerleave', () => { if (!chosen) light(null); });
        node.addEventListener('focus', () => { if (!chosen && node.matches(':focus-visible')) { light(node); center(node); } });
        node.addEventListener('click', event => { event.stopPropagation(); if (moved <= 4) choose(node); });
      }
      picture.addEventListener('click', () => { if (moved <= 4) choose(null); });

      // Keys, search and buttons.
      document.addEventListener('keydown', event => {
        if (event.target.matches('input') || event.metaKey || event.altKey || event.ctrlKey) return;
        const middle = [view.x + view.w / 2, view.y + view.h / 2];
        const step = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
        if (step) { view.x += step[0] * view.w / 8; view.y += step[1] * view.h / 8; show(); event.preventDefault(); }
        else if (event.key === '+' || event.key === '=') setScale(scale() * 1.25, ...middle);
        else if (event.key === '-') setScale(scale() / 1.25, ...middle);
        else if (event.key === '0') fit();
        else if (event.key === 'Escape') choose(null);
        else if (event.key === '/') { document.getElementById('find').focus(); event.preventDefault(); }
        else if (event.key === 'Enter' || event.key === ' ') {
          const node = event.target.closest?.('.node[id]');
          if (node) { choose(node); event.preventDefault(); }
        }
      });
      document.getElementById('in').onclick = () => setScale(scale() * 1.25, view.x + view.w / 2, view.y + view.h / 2);
      document.getElementById('out').onclick = () => setScale(scale() / 1.25, view.x + view.w / 2, view.y + view.h / 2);
      document.getElementById('fit').onclick = fit;
      document.getElementById('theme').onclick = () => {
        const root = document.documentElement;
        const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme:dark)').matches;
        root.dataset.theme = isDark ? 'light' : 'dark';
      };
      const find = document.getElementById('find');
      for (const name of new Set(nodes.map(node => data[node.id].label))) {
        const option = make('option');
        option.value = name;
        document.getElementById('names').append(option);
      }
      find.addEventListener('change', () => {
        const text = find.value.trim().toLowerCase();
        const label = node => data[node.id].label.toLowerCase();
        const node = text && (nodes.find(node => label(node) === text) ?? nodes.find(node => label(node).includes(text)));
        if (node) { if (scale() < .8) setScale(1, view.x, view.y); center(node); choose(node); }
      });
      addEventListener('resize', () => {
        const [value, x, y] = [picture.dataset.scale, view.x + view.w / 2, view.y];
        const {width, height} = size();
        view = {x: x - width / value / 2, y, w: width / value, h: height / value};
        show();
      });
      new MutationObserver(() => picture.dataset.scale = scale()).observe(picture, {attributeFilter: ['viewBox']});
      begin();
    })();

    """#
}
