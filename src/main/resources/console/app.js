/* The page: which view is open, what the keys do, how it looks, and what is said of the node above every view. */

import agreements from "./agreements.js";
import channels from "./channels.js";
import cluster from "./cluster.js";
import domains from "./domains.js";
import events from "./events.js";
import knowledge from "./knowledge.js";
import machine from "./machine.js";
import memory from "./memory.js";
import traces from "./traces.js";
import tree from "./tree.js";
import { show } from "./dialogs.js";
import { byId, count, facts, h, icon, setText, span } from "./dom.js";
import { learn } from "./heat.js";
import { search } from "./search.js";
import { node, store, subscribe, touch } from "./store.js";
import { every, link, pause, start } from "./stream.js";

const VIEWS = [machine, channels, tree, agreements, memory, domains, cluster, events, traces, knowledge];

/** What the title of the page says of the connection. */
const LINKS = {
  live: ["live", "good"],
  connecting: ["connecting", "warn"],
  lost: ["no answer", "bad"],
  paused: ["paused", "warn"],
  hidden: ["asleep", "still"],
};

let open = { view: null, live: null };

function go(view, query = {}) {
  const text = new URLSearchParams(query).toString();
  location.hash = view.startsWith("#") ? view : "#" + view + (text ? "?" + text : "");
}

function turn() {
  const [id, text] = location.hash.slice(1).split("?");
  const view = VIEWS.find(each => each.id === id) ?? machine,
    query = new URLSearchParams(text ?? "");
  if (open.view === view && open.live.turned) {
    open.live.turned(query);
    return;
  }
  open.live?.close?.();
  const root = byId("view");
  root.replaceChildren(h("h1", { class: "unseen", tabindex: "-1" }, view.title));
  root.dataset.view = view.id;
  const isFirst = open.view === null;
  open = { view, live: view.open(root, query, go) };
  open.live.update();
  for (const item of byId("views").querySelectorAll("a")) {
    if (item.hash === "#" + view.id) item.setAttribute("aria-current", "page");
    else item.removeAttribute("aria-current");
  }
  byId("views").querySelector("[aria-current]").scrollIntoView({ block: "nearest", inline: "nearest" });
  title();
  if (!isFirst) {
    root.firstChild.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

function title() {
  document.title = open.view.title + " · " + (node()?.node ?? "multikernel");
}

function aboveEveryView() {
  const known = node();
  const [word, tone] = LINKS[link.state];
  setText(byId("link"), word);
  byId("link").className = "pill " + tone;
  const lost = byId("lost");
  lost.hidden = link.state !== "lost";
  if (!lost.hidden)
    setText(
      lost,
      "The node has not answered since " +
        new Date(link.sinceMillis).toLocaleTimeString("en-GB") +
        "; what is shown is from before.",
    );
  document.body.classList.toggle("stale", link.state === "lost");
  if (!known) return;
  setText(byId("node"), known.node + " · " + known.version);
  facts(byId("figures"), [
    ["Cores online", known.coresOnline + " of " + known.cores],
    ["Domains", count(known.domains)],
    ["Nodes up", count(known.members)],
    ["View", count(known.view)],
    ["Uptime", span(store.uptimeMillis)],
  ]);
  const warning = byId("warning"),
    slow =
      store.missed > 1
        ? "This page gets less than it asks for: " + store.missed + " looks were left out before the last."
        : "";
  warning.hidden = !known.unready && !slow;
  setText(warning, known.unready ? "Not ready: " + known.unready : slow);
  title();
}

const isDark = () =>
  document.documentElement.dataset.theme === "dark" ||
  (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);

function themed(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  setText(byId("theme"), isDark() ? "Light" : "Dark");
  byId("theme").setAttribute("aria-label", "Turn " + (isDark() ? "light" : "dark"));
  learn();
  open.live?.repaint?.();
}

function otherTheme() {
  const theme = isDark() ? "light" : "dark";
  localStorage.setItem("multikernel-theme", theme);
  themed(theme);
}

function otherPause() {
  pause(!link.paused);
  byId("pause").setAttribute("aria-pressed", String(link.paused));
  setText(byId("pause"), link.paused ? "Resume" : "Pause");
}

function help() {
  const keys = [
    ["/", "search everything"],
    ["1 … 9, 0", "the views, in their order"],
    ["p", "pause and resume"],
    ["t", "dark and light"],
    ["?", "this help"],
    ["arrows", "from core to core, from cell to cell, from row to row"],
    ["Enter", "choose"],
  ];
  const rate = h(
    "select",
    { id: "rate", onchange: () => every(Number(rate.value)) },
    [
      [500, "twice a second"],
      [1000, "every second"],
      [5000, "every 5 seconds"],
      [30000, "every 30 seconds"],
    ].map(([millis, text]) => h("option", { value: millis, selected: millis === link.millis }, text)),
  );
  show(
    "Keys",
    h(
      "dl",
      { class: "keys" },
      keys.map(([key, does]) => h("div", {}, h("dt", {}, h("kbd", {}, key)), h("dd", {}, does))),
    ),
    h(
      "div",
      { class: "field" },
      h("label", { for: "rate" }, "Look at the node"),
      rate,
      h("small", {}, "While this page is hidden or paused nobody looks, and the node does nothing for it."),
    ),
    h("p", {}, "Every figure is in the API too: ", h("a", { href: "openapi.json" }, "openapi.json"), "."),
  );
}

function keys(pressed) {
  const isTyping = pressed.target.closest?.("input, textarea, select, dialog");
  if (isTyping || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
  const view = VIEWS.find(each => each.key === pressed.key);
  const does =
    { "/": () => search(VIEWS, go), p: otherPause, t: otherTheme, "?": help }[pressed.key] ??
    (view && (() => go(view.id)));
  if (!does) return;
  pressed.preventDefault();
  does();
}

byId("views").append(
  ...VIEWS.map(view =>
    h(
      "li",
      {},
      h(
        "a",
        { href: "#" + view.id, "aria-keyshortcuts": view.key },
        icon(view.id),
        h("span", {}, view.title),
        h("kbd", { "aria-hidden": "true" }, view.key),
      ),
    ),
  ),
);
byId("search").addEventListener("click", () => search(VIEWS, go));
byId("pause").addEventListener("click", otherPause);
byId("theme").addEventListener("click", otherTheme);
byId("help").addEventListener("click", help);
byId("skip").addEventListener("click", clicked => {
  clicked.preventDefault();
  byId("main").focus();
});
document.addEventListener("keydown", keys);
window.addEventListener("hashchange", turn);
window.addEventListener("resize", () => touch("size"));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => themed());
subscribe(changed => {
  if (changed.has("node") || changed.has("link")) aboveEveryView();
  open.live.update(changed.has("size") || store.frames === 1 ? undefined : changed);
});
themed(localStorage.getItem("multikernel-theme"));
turn();
start();
