/* One box over everything that has a name: views, cores, domains, nodes, traces, capabilities, events. */

import { bytes, clock, h } from "./dom.js";
import { read } from "./api.js";
import { rows, store } from "./store.js";

const FOUND_MAX = 12;

const is = (what, name, note, href) => ({
  what,
  name,
  note,
  href,
  words: (what + " " + name + " " + note).toLowerCase(),
});

function everything(views, capabilities) {
  return [
    ...views.map(view => is("view", view.title, "", "#" + view.id)),
    ...rows("cores").map(core =>
      is("core", "Core " + core.id, core.state + " " + core.thread, "#machine?core=" + core.id),
    ),
    ...rows("domains").map(domain => is("domain", domain.name, domain.kind + ", " + domain.state, "#domains")),
    ...rows("nodes").map(member => is("node", member.name, member.state + " " + member.address, "#cluster")),
    ...rows("traces").map(trace => is("trace", trace.name, trace.state, "#traces")),
    ...capabilities.map(each =>
      is("capability", each.type + " " + each.object, bytes(each.bytes) + ", core " + each.core, "#memory"),
    ),
    ...store.events.map(each =>
      is("event", each.text, each.topic + " " + clock(each.epochMillis ?? 0), "#events?topic=" + each.topic),
    ),
  ];
}

/** All words are in it; what begins with them is better, and views and cores before events. */
function find(all, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = each => (each.name.toLowerCase().startsWith(words[0] ?? "") ? 0 : 1);
  return all
    .filter(each => words.every(word => each.words.includes(word)))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, FOUND_MAX);
}

export function search(views, go) {
  let found = [],
    at = 0,
    capabilities = [];
  const list = h("ul", { id: "found", role: "listbox", "aria-label": "Found" });
  const input = h("input", {
    type: "search",
    role: "combobox",
    "aria-label": "Search everything",
    "aria-controls": "found",
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    placeholder: "Search cores, domains, memory, events …",
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => look(),
  });
  const dialog = h(
    "dialog",
    { class: "search", "aria-label": "Search", onclose: () => dialog.remove() },
    input,
    list,
  );

  function choose(each) {
    dialog.close();
    if (each) go(each.href);
  }

  function draw() {
    list.replaceChildren(
      ...found.map((each, index) =>
        h(
          "li",
          {
            id: "found-" + index,
            role: "option",
            "aria-selected": String(index === at),
            onclick: () => choose(each),
          },
          h("span", { class: "what" }, each.what),
          h("b", {}, each.name),
          h("span", { class: "quiet" }, each.note),
        ),
      ),
    );
    if (found.length === 0)
      list.append(h("li", { class: "empty", role: "option", "aria-selected": "false" }, "Nothing has that name."));
    input.setAttribute("aria-activedescendant", found.length ? "found-" + at : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function look() {
    found = find(everything(views, capabilities), input.value);
    at = 0;
    draw();
  }

  dialog.addEventListener("keydown", pressed => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key];
    if (step && found.length) {
      at = (at + step + found.length) % found.length;
      draw();
      pressed.preventDefault();
    }
    if (pressed.key === "Enter") {
      pressed.preventDefault();
      choose(found[at]);
    }
  });
  dialog.addEventListener("click", clicked => clicked.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  look();
  read("api/capabilities").then(
    answer => {
      capabilities = answer;
      if (dialog.open) look();
    },
    () => {
      /* Found is then what needs no core to answer. */
    },
  );
}
