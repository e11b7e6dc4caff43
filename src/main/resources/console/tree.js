/* The multicast tree in use: who passes on to whom, what each edge costs, and who is reached when. */

import { facts, h, nanos, panel, setText, svg } from "./dom.js";
import { heat, on } from "./heat.js";
import { read } from "./api.js";
import { load, node, rows } from "./store.js";
import { Table } from "./table.js";

const ROW = 34,
  COLUMN = 130,
  RADIUS = 14,
  MARGIN = 30;

/** Places by depth and, one below the other, by leaf; each with the time after which it is reached along its edges. */
function layout(tree) {
  const children = new Map();
  for (const edge of tree.edges) {
    if (!children.has(edge.from)) children.set(edge.from, []);
    children.get(edge.from).push(edge);
  }
  const places = new Map();
  let leaf = 0;
  const visit = (core, depth, cost, reached) => {
    const below = children.get(core) ?? [];
    const place = { core, depth, cost, reached, children: below.map(edge => edge.to), below: 0, y: 0 };
    places.set(core, place);
    for (const edge of below) place.below += 1 + visit(edge.to, depth + 1, edge.cost, reached + edge.cost).below;
    const ys = place.children.map(child => places.get(child).y);
    place.y = ys.length ? (ys[0] + ys.at(-1)) / 2 : leaf++;
    return place;
  };
  visit(tree.root, 0, 0, 0);
  return { places, leaves: leaf };
}

function drawing({ places, leaves }, onNode) {
  const all = [...places.values()],
    deepest = Math.max(...all.map(place => place.depth));
  const x = place => MARGIN + place.depth * COLUMN,
    y = place => MARGIN + place.y * ROW;
  const width = 2 * MARGIN + deepest * COLUMN + 40,
    height = 2 * MARGIN + (leaves - 1) * ROW;
  const edges = all.flatMap(place =>
    place.children.map(child => {
      const to = places.get(child),
        middle = (x(place) + x(to)) / 2;
      return svg(
        "g",
        { class: "edge" },
        svg("path", {
          d: `M${x(place) + RADIUS} ${y(place)}C${middle} ${y(place)} ${middle} ${y(to)} ${x(to) - RADIUS} ${y(to)}`,
        }),
        svg("text", { x: x(to) - RADIUS - 6, y: y(to) - 6, "text-anchor": "end" }, nanos(to.cost)),
      );
    }),
  );
  const nodes = all.map(place => {
    const circle = svg("circle", { r: RADIUS, cx: x(place), cy: y(place) });
    const label = svg("text", { x: x(place), y: y(place) + 4.5, "text-anchor": "middle" }, String(place.core));
    const made = svg(
      "a",
      {
        class: "stop",
        href: "#tree?root=" + place.core,
        "aria-label": "Core " + place.core + ": the tree from there",
      },
      circle,
      label,
    );
    onNode(place.core, made, circle, label);
    return made;
  });
  return svg(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "group",
      "aria-label": "The tree, root at the left",
    },
    edges,
    nodes,
  );
}

export default {
  id: "tree",
  title: "Tree",
  key: "3",

  open(root, query, go) {
    const figures = h("dl", { class: "facts row" }),
      frame = h("div", { class: "scroll tree", tabindex: "0", role: "region", "aria-label": "Multicast tree" });
    const from = h("select", {
      id: "tree-root",
      onchange: () => go("tree", from.value === "" ? {} : { root: from.value }),
    });
    const drawn = panel(
      "Multicast tree",
      "",
      h("div", { class: "controls" }, h("label", { for: "tree-root" }, "Root"), from),
      figures,
      frame,
      h(
        "p",
        { class: "note" },
        "An edge says what a message costs. A core is as hot as it is busy; choose one for the tree from there.",
      ),
    );
    const table = new Table({
      caption: "Cores of the tree",
      key: row => row.core,
      none: "No core is online.",
      limit: 300,
      sort: 0,
      columns: [
        { title: "Core", kind: "number", value: row => row.core },
        { title: "Depth", kind: "number", value: row => row.depth },
        {
          title: "Edge",
          kind: "number",
          value: row => row.cost,
          show: row => (row.depth ? nanos(row.cost) : "root"),
        },
        { title: "Sum of edges", kind: "number", value: row => row.reached, show: row => nanos(row.reached) },
        { title: "Passes on to", value: row => row.children.join(", ") || "–" },
        { title: "Below", kind: "number", value: row => row.below },
      ],
    });
    const list = panel("Cores", "", table.element, table.note);
    list.head.append(table.filter);
    root.append(drawn, list);
    let circles = new Map(),
      view = null;

    async function fetchTree() {
      try {
        const tree = await read("api/tree" + (query.has("root") ? "?root=" + query.get("root") : ""));
        const laid = layout(tree);
        circles = new Map();
        frame.replaceChildren(
          drawing(laid, (core, made, circle, label) => circles.set(core, { made, circle, label })),
        );
        setText(drawn.note, tree.shape + ", from core " + tree.root);
        facts(figures, [
          ["Shape", tree.shape],
          ["Last core has it after", nanos(tree.broadcast)],
          ["Root has every answer after", nanos(tree.gathered)],
          ["Depth", Math.max(...[...laid.places.values()].map(place => place.depth))],
          ["Edges", tree.edges.length],
        ]);
        table.update([...laid.places.values()]);
        update();
      } catch (failure) {
        frame.replaceChildren(h("p", { class: "empty" }, failure.message));
      }
    }

    function roots() {
      const online = rows("cores")
        .filter(core => core.state === "online")
        .map(core => core.id);
      if (from.dataset.cores === online.join()) return;
      from.dataset.cores = online.join();
      from.replaceChildren(
        h("option", { value: "" }, "the lowest core"),
        ...online.map(core => h("option", { value: core }, "core " + core)),
      );
      from.value = query.get("root") ?? "";
    }

    function update() {
      const now = node()?.view;
      if (now !== undefined && now !== view) {
        view = now;
        fetchTree();
      }
      roots();
      rows("cores").forEach((core, at) => {
        const seen = circles.get(core.id);
        if (!seen) return;
        const share = load(at),
          colour = heat(share);
        if (seen.colour === colour) return;
        seen.colour = colour;
        seen.circle.style.fill = colour;
        seen.label.style.fill = on(share);
      });
    }

    return {
      update,
      repaint() {
        for (const seen of circles.values()) seen.colour = null;
        update();
      },
      turned(next) {
        query = next;
        from.value = query.get("root") ?? "";
        fetchTree();
      },
    };
  },
};
