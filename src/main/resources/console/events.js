/* What has happened since the page was opened. */

import { clock, count, h, panel, setText } from "./dom.js";
import { EVENTS_MAX, store } from "./store.js";

const LONG = 240;

/** The stack of what stood still is there for whoever wants it. */
function told(text) {
  if (text.length <= LONG) return h("span", {}, text);
  const at = text.indexOf(" < ") > 0 ? text.indexOf(" < ") : LONG;
  return h(
    "details",
    {},
    h("summary", {}, text.slice(0, at) + " …"),
    text.slice(at).replaceAll(" < ", "\n< ").trim(),
  );
}

export default {
  id: "events",
  title: "Events",
  key: "8",

  open(root, query, go) {
    const list = h("ol", {
      class: "log tall",
      reversed: true,
      role: "log",
      "aria-live": "polite",
      "aria-label": "Events",
      tabindex: "0",
    });
    const topics = h("div", { class: "controls topics", role: "group", "aria-label": "Topics" });
    const words = h("input", {
      type: "search",
      class: "filter",
      placeholder: "Filter",
      "aria-label": "Filter: events",
      oninput: () => draw(),
    });
    const made = panel("Events", "", topics, list);
    made.head.append(words);
    root.append(made);

    function draw() {
      const topic = query.get("topic"),
        wanted = words.value.trim().toLowerCase();
      const names = [...new Set(store.events.map(each => each.topic))].toSorted();
      topics.replaceChildren(
        ...(names.length ? ["all", ...names] : []).map(name =>
          h(
            "button",
            {
              type: "button",
              class: "chip",
              "aria-pressed": String(name === (topic ?? "all")),
              onclick: () => go("events", name === "all" ? {} : { topic: name }),
            },
            name,
          ),
        ),
      );
      const shown = store.events.filter(
        each => (!topic || each.topic === topic) && each.text.toLowerCase().includes(wanted),
      );
      list.replaceChildren(
        ...shown.map(each =>
          h(
            "li",
            {},
            h("time", {}, clock(each.epochMillis ?? Date.now())),
            h("span", { class: "topic topic-" + each.topic }, each.topic),
            told(each.text),
          ),
        ),
      );
      if (shown.length === 0)
        list.append(
          h(
            "li",
            { class: "empty" },
            "None since this page was opened. An event is told once; the node’s log keeps them.",
          ),
        );
      setText(
        made.note,
        count(shown.length) +
          " since this page was opened" +
          (store.events.length === EVENTS_MAX ? ", the latest " + EVENTS_MAX + " kept" : ""),
      );
    }

    return {
      update(changed) {
        if (!changed || changed.has("events")) draw();
      },
      turned(next) {
        query = next;
        draw();
      },
    };
  },
};
