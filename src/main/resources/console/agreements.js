/* What is being agreed on: by core that was asked and by protocol, how many are in flight and for how long. */

import { clock, count, facts, h, micros, panel, setText } from "./dom.js";
import { rows, store } from "./store.js";
import { Table } from "./table.js";

const LATE_MICROS = 1e6,
  EVENTS_SHOWN = 30;

const hasEnded = row => row.done + row.refused > 0;

function columns() {
  return [
    { title: "Protocol", value: row => row.protocol },
    { title: "Asked of core", kind: "number", value: row => row.core },
    {
      title: "In flight",
      kind: "number",
      value: row => row.inFlight,
      draw: row =>
        row.inFlight ? h("b", { class: row.oldestMicros > LATE_MICROS ? "bad" : "warn" }, count(row.inFlight)) : "0",
    },
    {
      title: "Oldest",
      kind: "number",
      value: row => row.oldestMicros,
      show: row => (row.inFlight ? micros(row.oldestMicros) : "–"),
    },
    { title: "Done", kind: "number", value: row => row.done, show: row => count(row.done) },
    { title: "Refused", kind: "number", value: row => row.refused, show: row => count(row.refused) },
    { title: "Asked again", kind: "number", value: row => row.retries, show: row => count(row.retries) },
    {
      title: "Median",
      kind: "number",
      value: row => row.medianMicros,
      show: row => (hasEnded(row) ? micros(row.medianMicros) : "–"),
    },
    {
      title: "99 of 100",
      kind: "number",
      value: row => row.tailMicros,
      show: row => (hasEnded(row) ? micros(row.tailMicros) : "–"),
    },
  ];
}

function tableOf(caption, none) {
  const table = new Table({
    caption,
    key: row => row.core + row.protocol,
    none,
    columns: columns(),
    sort: 2,
    descending: true,
  });
  const made = panel(caption, "", table.element, table.note);
  made.head.append(table.filter);
  return { table, made };
}

export default {
  id: "agreements",
  title: "Agreements",
  key: "4",

  open(root) {
    const figures = h("dl", { class: "figures" }),
      happened = h("ol", { class: "log" });
    const agreements = tableOf(
      "Agreements of all cores",
      "Nothing was agreed on since the start, or metrics are off.",
    );
    const operations = tableOf(
      "Operations on capabilities",
      "Nothing was asked for since the start, or metrics are off.",
    );
    root.append(
      h("section", { class: "panel", "aria-label": "In flight" }, figures),
      agreements.made,
      operations.made,
      panel("Outcomes", "as they were told", happened),
    );

    function update(changed) {
      const all = rows("operations"),
        flying = all.filter(row => row.inFlight > 0);
      const oldest = flying.toSorted((a, b) => b.oldestMicros - a.oldestMicros)[0];
      const of = what => all.filter(row => row.of === what);
      facts(figures, [
        ["In flight", count(flying.reduce((sum, row) => sum + row.inFlight, 0))],
        ["Oldest", oldest ? micros(oldest.oldestMicros) + ", " + oldest.protocol + " on core " + oldest.core : "–"],
        ["Done", count(all.reduce((sum, row) => sum + row.done, 0))],
        ["Refused", count(all.reduce((sum, row) => sum + row.refused, 0))],
        ["Asked again", count(all.reduce((sum, row) => sum + row.retries, 0))],
      ]);
      agreements.table.update(of("agreement"));
      operations.table.update(of("capability"));
      if (!changed || changed.has("events")) {
        const told = store.events
          .filter(each => each.topic === "agreement" || each.topic === "domain")
          .slice(0, EVENTS_SHOWN);
        happened.replaceChildren(
          ...told.map(each =>
            h(
              "li",
              {},
              h("time", {}, clock(each.epochMillis ?? Date.now())),
              h("span", { class: "topic" }, each.topic),
              h("span", {}, each.text),
            ),
          ),
        );
        if (told.length === 0) happened.append(h("li", { class: "empty" }, "None since this page was opened."));
      }
      setText(agreements.made.note, "of what every core holds; by the core that was asked");
      setText(operations.made.note, "by the core that was asked");
    }

    return { update };
  },
};
