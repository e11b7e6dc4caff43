/* The machine: packages, caches and cores as they lie, coloured by how busy each is; then the other nodes. */

import { byId, count, empty, h, icon, panel, percent, setText, state, svg } from "./dom.js";
import { heat, on, scale } from "./heat.js";
import { detail } from "./cores.js";
import { read } from "./api.js";
import { HISTORY, load, node, rows, store } from "./store.js";

/** From so many cores on a tile says less, so that all fit. */
const SMALL_FROM = 33;

let caches = null;

/** The caches above the first level, of data, with the CPUs that share each; asked once. */
async function learnCaches(then) {
  if (caches !== null) return;
  caches = [];
  try {
    const known = await read("api/knowledge?query=" + encodeURIComponent("cache(Level, Kind, Bytes, _, Cpus)"));
    caches = known.filter(cache => cache.Kind !== "instruction" && cache.Level > 1);
    then();
  } catch {
    caches = []; // The map is drawn without them.
  }
}

/** The cache that most CPUs share, of a CPU. */
function shared(cpu) {
  return caches.filter(cache => cache.Cpus.includes(cpu)).toSorted((a, b) => b.Level - a.Level)[0];
}

function group(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}

/** Packages of caches of cores, each with its title. */
function layout(cores) {
  const packages = new Map();
  cores.forEach((core, at) => {
    const isPlaced = core.cpu >= 0;
    const pack = group(packages, isPlaced ? core.package : "virtual", () => ({
      title: isPlaced ? (core.package < 0 ? "Package unknown" : "Package " + core.package) : "Virtual cores",
      note: isPlaced ? "" : "more cores than CPUs: scheduled by the system",
      caches: new Map(),
    }));
    const cache = isPlaced ? shared(core.cpu) : undefined;
    const title = cache ? "L" + cache.Level + " cache, " + count(cache.Bytes / 1024 / 1024) + " MiB" : "";
    const numa = isPlaced && core.numaNode >= 0 ? "NUMA node " + core.numaNode : "";
    group(pack.caches, numa + title + (cache?.Cpus.join() ?? ""), () => ({
      title: [numa, title].filter(Boolean).join(" · "),
      cores: [],
    })).cores.push({ ...core, at });
  });
  return [...packages.values()];
}

const shape = cores =>
  cores.map(core => [core.id, core.cpu, core.package, core.numaNode].join()).join(";") + caches?.length;

function tile(core, choose) {
  const busy = h("b", { class: "busy" }),
    word = h("span", { class: "word" }),
    line = svg("polyline");
  const made = h(
    "button",
    { type: "button", class: "tile", "data-core": core.id, onclick: () => choose(core.id) },
    svg(
      "svg",
      { class: "past", viewBox: `0 0 ${HISTORY - 1} 1000`, preserveAspectRatio: "none", "aria-hidden": "true" },
      line,
    ),
    h("span", { class: "id" }, String(core.id)),
    busy,
    word,
  );
  return Object.assign(made, { busy, word, line, shown: "" });
}

/** The last minute, where there is room for it. */
function past(made, history) {
  const from = HISTORY - history.length;
  made.line.setAttribute("points", history.map((value, at) => from + at + "," + (1000 - value)).join(" "));
}

/** Only what differs since the last picture. */
function paint(made, core, share) {
  const shown = core.state + Math.round(share * 100) + core.pinned;
  if (made.shown === shown) return;
  made.shown = shown;
  const isOnline = core.state === "online";
  made.dataset.state = core.state;
  made.style.setProperty("--fill", isOnline ? heat(share) : "transparent");
  made.style.setProperty("--ink", isOnline ? on(share) : "inherit");
  setText(made.busy, isOnline ? percent(share) : core.state);
  setText(
    made.word,
    core.cpu >= 0 ? "CPU " + core.cpu + (core.pinned === "pinned" ? "" : ", not pinned") : "virtual",
  );
  made.setAttribute(
    "aria-label",
    "Core " + core.id + ", " + core.state + (isOnline ? ", busy " + percent(share) : ""),
  );
}

/** Arrow keys go from tile to tile as they lie in the page. */
function steer(map, pressed) {
  const tiles = [...map.querySelectorAll(".tile")],
    from = tiles.indexOf(document.activeElement);
  if (from < 0) return;
  const box = tiles[from].getBoundingClientRect();
  const isBeyond = {
    ArrowLeft: other => other.right <= box.left + 1 && Math.abs(other.top - box.top) < box.height / 2,
    ArrowRight: other => other.left >= box.right - 1 && Math.abs(other.top - box.top) < box.height / 2,
    ArrowUp: other => other.bottom <= box.top + 1,
    ArrowDown: other => other.top >= box.bottom - 1,
  }[pressed.key];
  if (!isBeyond) return;
  pressed.preventDefault();
  const apart = other => Math.hypot(other.left - box.left, 3 * (other.top - box.top));
  const near = tiles
    .map(each => [each, each.getBoundingClientRect()])
    .filter(([, other]) => isBeyond(other))
    .toSorted(([, a], [, b]) => apart(a) - apart(b))[0];
  const next = tiles[from + ({ ArrowLeft: -1, ArrowRight: 1 }[pressed.key] ?? 0)];
  (near?.[0] ?? next)?.focus();
}

const legend = () => scale(["idle", "busy"], { offline: "offline", stuck: "stuck or failed" });

function whereItsCoresAre(member, isOwn) {
  if (isOwn) return "this console’s node";
  return member.state === "up" ? "its cores are on its own console" : "not there now";
}

function nodeCard(member, own) {
  const isOwn = own && member.name === own.node;
  return h(
    "li",
    { class: "node-card" + (isOwn ? " own" : "") },
    h("p", {}, icon("cluster"), h("b", {}, member.name), state(member.state)),
    h(
      "p",
      { class: "quiet" },
      count(member.cores) +
        (member.cores === 1 ? " core" : " cores") +
        (member.address ? " · " + member.address : ""),
    ),
    h("p", { class: "quiet" }, whereItsCoresAre(member, isOwn)),
  );
}

export default {
  id: "machine",
  title: "Machine",
  key: "1",

  open(root, query, go) {
    const map = h("div", { class: "map", onkeydown: pressed => steer(map, pressed) });
    const nodes = h("ul", { class: "node-cards" });
    const cores = panel("Cores", "", map, legend());
    const others = panel("Nodes", "as this one sees them", nodes);
    const side = detail(() => go("machine"));
    root.append(h("div", { class: "with-side" }, h("div", {}, cores, others), side.element));
    let tiles = new Map(),
      drawn = "",
      drawnNodes = "";

    function build(all) {
      const choose = id => go("machine", { core: id });
      tiles = new Map();
      map.classList.toggle("small", all.length >= SMALL_FROM);
      map.replaceChildren(
        ...layout(all).map(pack =>
          h(
            "div",
            { class: "package", role: "group", "aria-label": pack.title },
            h("h3", {}, pack.title, pack.note ? h("small", {}, pack.note) : null),
            [...pack.caches.values()].map(cache =>
              h(
                "div",
                { class: "cache" },
                cache.title ? h("h4", {}, cache.title) : null,
                h(
                  "div",
                  { class: "tiles" },
                  cache.cores.map(core => {
                    const made = tile(core, choose);
                    tiles.set(core.id, made);
                    return made;
                  }),
                ),
              ),
            ),
          ),
        ),
      );
    }

    function update() {
      const all = rows("cores");
      if (all.length === 0) return;
      if (drawn !== shape(all)) {
        const focused = document.activeElement?.dataset?.core;
        drawn = shape(all);
        build(all);
        if (focused !== undefined) tiles.get(Number(focused))?.focus();
      }
      all.forEach((core, at) => {
        paint(tiles.get(core.id), core, load(at));
        if (all.length < SMALL_FROM) past(tiles.get(core.id), store.histories[at] ?? []);
      });
      const chosen = query.has("core") ? Number(query.get("core")) : null;
      for (const [id, made] of tiles) made.setAttribute("aria-pressed", String(id === chosen));
      // One that stands still counts as busy, and would make half of two idle cores busy.
      const shares = all.flatMap((core, at) => (core.state === "online" ? [load(at)] : []));
      const busy = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
      setText(cores.note, "busy " + percent(busy, 1) + " on average of those online");
      const told = JSON.stringify(rows("nodes"));
      if (drawnNodes !== told) {
        drawnNodes = told;
        nodes.replaceChildren(...rows("nodes").map(member => nodeCard(member, node())));
      }
      side.update(chosen);
    }

    learnCaches(update);
    map.append(empty("Reading …"));
    side.update(null);
    return {
      update,
      turned(next) {
        query = next;
        update();
        if (query.has("core") && matchMedia("(max-width: 70rem)").matches)
          byId("core-side").scrollIntoView({ block: "nearest" });
      },
      repaint() {
        for (const made of tiles.values()) made.shown = "";
        update();
      },
    };
  },
};
