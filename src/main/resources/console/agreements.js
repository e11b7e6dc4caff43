/* What is being agreed on: whose word each waits for and since when; and by core and protocol, what came of it. */

import { clock, coreChips, count, facts, h, micros, orDash, panel, setText } from "./dom.js";
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

/** Of whom the word is missing; of many, the first. */
const AWAITED_SHOWN = 8;

function votes(row) {
  if (row.voters === 0) return "–";
  const bar = h("progress", { max: row.voters, value: row.voted, "aria-hidden": "true" });
  return [bar, " " + count(row.voted) + " of " + count(row.voters)];
}

function awaited(row) {
  const more = row.awaited.length - AWAITED_SHOWN;
  return [...coreChips(row.awaited.slice(0, AWAITED_SHOWN)), more > 0 ? " and " + count(more) + " more" : ""];
}

function underWay() {
  return new Table({
    caption: "Under way",
    key: row => row.operation + row.protocol,
    none: "Nothing is under way.",
    sort: 0,
    descending: true,
    columns: [
      {
        title: "Age",
        kind: "number",
        value: row => row.ageMicros,
        draw: row => h("span", { class: row.ageMicros > LATE_MICROS ? "bad" : "" }, micros(row.ageMicros)),
      },
      { title: "Protocol", value: row => row.protocol },
      { title: "Domain", value: row => row.domain, show: row => orDash(row.domain) },
      { title: "Operation", value: row => row.operation },
      { title: "Asked of core", kind: "number", value: row => row.asked },
      { title: "Owner", kind: "number", value: row => row.owner, show: row => orDash(row.owner) },
      { title: "Phase", value: row => row.phase },
      { title: "Votes", kind: "votes", value: row => row.voted + "/" + row.voters, draw: votes },
      { title: "Waits for core", value: row => row.awaited.join(", "), draw: awaited },
    ],
  });
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
    const flight = underWay();
    const flying = panel("Under way", "whose word is awaited, the oldest first", flight.element, flight.note);
    flying.head.append(flight.filter);
    root.append(
      h("section", { class: "panel", "aria-label": "In flight" }, figures),
      flying,
      agreements.made,
      operations.made,
      panel("Outcomes", "as they were told", happened),
    );

    function update(changed) {
      const all = rows("operations"),
        busy = all.filter(row => row.inFlight > 0);
      const oldest = busy.toSorted((a, b) => b.oldestMicros - a.oldestMicros)[0];
      const of = what => all.filter(row => row.of === what);
      facts(figures, [
        ["In flight", count(busy.reduce((sum, row) => sum + row.inFlight, 0))],
        [
          oldest ? "Oldest: " + oldest.protocol + " on core " + oldest.core : "Oldest",
          oldest ? micros(oldest.oldestMicros) : "–",
        ],
        ["Done", count(all.reduce((sum, row) => sum + row.done, 0))],
        ["Refused", count(all.reduce((sum, row) => sum + row.refused, 0))],
        ["Asked again", count(all.reduce((sum, row) => sum + row.retries, 0))],
      ]);
      flight.update(rows("agreements"));
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
