/* One core beside the map: what it is, how busy it was, what runs there and what it sends; and its switch. */

import { chip, compact, empty, facts, h, orDash, percent, setText } from "./dom.js";
import { spark } from "./heat.js";
import { read } from "./api.js";
import { turn } from "./forms.js";
import { HISTORY, load, rows, store } from "./store.js";

const CHANNELS_MAX = 8;

function side(list, channels, name) {
  list.replaceChildren(
    ...channels
      .toSorted((a, b) => b.depth / b.capacity - a.depth / a.capacity || b.sent - a.sent)
      .slice(0, CHANNELS_MAX)
      .map(channel =>
        h(
          "li",
          {},
          h("span", {}, name(channel)),
          h("span", { class: "quiet" }, channel.plane + " · " + channel.tier),
          h("meter", { min: 0, max: channel.capacity, value: channel.depth, "aria-label": "places taken" }),
          h("span", { class: "number" }, compact(channel.sent)),
        ),
      ),
  );
  if (channels.length === 0) list.append(h("li", { class: "quiet" }, "none yet"));
}

export function detail(onClose) {
  const title = h("h2", { id: "core-title" }),
    word = h("small"),
    figures = h("dl", { class: "facts" });
  const line = h("canvas", { class: "spark", role: "img" });
  const busy = h("b", { class: "big" }),
    domains = h("p", { class: "chips" });
  const out = h("ul", { class: "flows" }),
    into = h("ul", { class: "flows" });
  const offline = h("button", { type: "button", class: "destroys" }, "Take off"),
    online = h("button", { type: "button", class: "primary" }, "Bring back");
  const buttons = h("div", { class: "buttons start" }, offline, online);
  const body = h(
    "div",
    {},
    h("p", { class: "now" }, busy, h("span", { class: "quiet" }, "busy, the last minute")),
    line,
    figures,
    h("h3", {}, "Domains here"),
    domains,
    buttons,
    h("details", { open: true }, h("summary", {}, "Sends to"), out),
    h("details", { open: true }, h("summary", {}, "Receives from"), into),
  );
  const hint = empty("Choose a core to see what runs there, and to take it off or bring it back.");
  const close = h(
    "button",
    { type: "button", class: "quiet", "aria-label": "Close the core", onclick: onClose },
    "×",
  );
  const element = h(
    "aside",
    { class: "panel side", id: "core-side", "aria-labelledby": "core-title" },
    h("div", { class: "panel-head" }, title, word, close),
    hint,
    body,
  );
  let core = null,
    askedFrame = -1;

  offline.addEventListener("click", () => turn(core, "offline"));
  online.addEventListener("click", () => turn(core, "online"));

  async function channels(id) {
    if (askedFrame >= 0 && store.frames - askedFrame < 2 && store.frames >= askedFrame) return;
    askedFrame = store.frames;
    try {
      const [sends, gets] = await Promise.all([read("api/channels?from=" + id), read("api/channels?to=" + id)]);
      if (core !== id) return;
      side(out, sends, channel => (channel.toNode ? channel.toNode + "/" + channel.to : "core " + channel.to));
      side(
        into,
        gets.filter(channel => !channel.toNode),
        channel => "core " + channel.from,
      );
    } catch {
      askedFrame = -1; // The page says already that the node does not answer.
    }
  }

  function update(id) {
    const row = id === null ? undefined : rows("cores").find(each => each.id === id);
    hint.hidden = row !== undefined;
    body.hidden = close.hidden = row === undefined;
    element.classList.toggle("none", row === undefined);
    setText(title, row ? "Core " + id : "Core");
    setText(word, row ? row.state : "");
    if (core !== id) {
      askedFrame = -1;
      out.replaceChildren();
      into.replaceChildren();
    }
    core = id;
    if (!row) return;
    const at = rows("cores").indexOf(row),
      share = load(at);
    setText(busy, percent(share, 1));
    spark(line, store.histories[at] ?? [], HISTORY);
    line.setAttribute("aria-label", "Busy share of core " + id + " over the last minute, now " + percent(share, 1));
    facts(figures, [
      ["CPU", orDash(row.cpu)],
      ["Pinned", row.pinned],
      ["Package", orDash(row.package)],
      ["NUMA node", orDash(row.numaNode)],
      ["Kind", row.kind],
      ["Incarnation", row.incarnation],
      ["Run queue", store.loads[at]?.[1] ?? "–"],
      ["Dispatchers", row.dispatchers],
      ["Thread", orDash(row.thread)],
    ]);
    const here = rows("domains")
      .filter(domain => domain.cores.includes(id))
      .map(domain => domain.name);
    if (domains.dataset.names !== here.join()) {
      domains.dataset.names = here.join();
      domains.replaceChildren(...(here.length ? here.map(name => chip(name, "#domains")) : ["none"]));
    }
    offline.hidden = row.state === "offline";
    online.hidden = row.state !== "offline" && row.state !== "failed";
    channels(id);
  }

  return { element, update };
}
