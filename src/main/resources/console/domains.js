/* The domains, where each has dispatchers, and how long those take to answer. */

import { coreChips, count, h, micros, panel, setText, state } from "./dom.js";
import { read } from "./api.js";
import { kill, spawn } from "./forms.js";
import { rows } from "./store.js";
import { Table } from "./table.js";

/** By kind, what each of its settings is unless it is said; asked once a page. */
let defaults = null;

const settings = row =>
  Object.entries(row.settings)
    .filter(([name, value]) => defaults?.get(row.kind)?.get(name) !== value)
    .map(([name, value]) => name + " = " + value)
    .join(", ");
const exits = row => row.exits.map(exit => "core " + exit.core + ": " + exit.thrown).join("; ");

function domains() {
  return new Table({
    caption: "Domains",
    key: row => row.name,
    none: "No domain runs. Spawn one to begin.",
    sort: 0,
    columns: [
      { title: "Name", value: row => row.name },
      { title: "Kind", value: row => row.kind },
      { title: "State", value: row => row.state, draw: row => state(row.state) },
      {
        title: "Cores",
        value: row => row.cores.join(", "),
        draw: row =>
          row.cores.length > 12
            ? row.cores.length + " cores, " + row.cores[0] + " to " + row.cores.at(-1)
            : coreChips(row.cores),
      },
      { title: "Shards", kind: "number", value: row => row.shards, show: row => row.shards || "–" },
      { title: "Settings", kind: "wide", value: settings, show: row => settings(row) || "as the kind has them" },
      { title: "Thrown", kind: "wide", value: exits, show: row => exits(row) || "–" },
      {
        title: "",
        draw: row =>
          h(
            "button",
            {
              type: "button",
              class: "destroys small",
              "aria-label": "Kill " + row.name,
              onclick: () => kill(row.name),
            },
            "Kill",
          ),
      },
    ],
  });
}

function dispatchers() {
  return new Table({
    caption: "Dispatchers that serve the outside",
    key: row => row.domain + " " + row.core,
    sort: 2,
    descending: true,
    none: "No dispatcher serves the outside, or metrics are off.",
    columns: [
      { title: "Domain", value: row => row.domain },
      { title: "Core", kind: "number", value: row => row.core },
      { title: "Answered", kind: "number", value: row => row.done, show: row => count(row.done) },
      { title: "Refused", kind: "number", value: row => row.refused, show: row => count(row.refused) },
      { title: "Unavailable", kind: "number", value: row => row.unavailable, show: row => count(row.unavailable) },
      { title: "Failed", kind: "number", value: row => row.failed, show: row => count(row.failed) },
      { title: "Median", kind: "number", value: row => row.medianMicros, show: row => micros(row.medianMicros) },
      { title: "99 of 100", kind: "number", value: row => row.tailMicros, show: row => micros(row.tailMicros) },
    ],
  });
}

export default {
  id: "domains",
  title: "Domains",
  key: "6",

  open(root) {
    const all = domains(),
      serving = dispatchers();
    const list = panel("Domains", "", all.element, all.note);
    list.head.append(all.filter, h("button", { type: "button", class: "primary", onclick: spawn }, "Spawn …"));
    const times = panel(
      "Dispatchers",
      "that serve the outside: from the whole request to its answer, since each began",
      serving.element,
      serving.note,
    );
    times.head.append(serving.filter);
    root.append(list, times);
    if (!defaults) {
      read("api/kinds").then(
        kinds => {
          defaults = new Map(
            kinds.map(kind => [kind.name, new Map(kind.settings.map(each => [each.name, each.default]))]),
          );
          all.update(rows("domains"));
        },
        () => {
          /* Then every setting is shown. */
        },
      );
    }
    return {
      update(changed) {
        if (!changed || changed.has("domains")) {
          all.update(rows("domains"));
          setText(list.note, rows("domains").length + (rows("domains").length === 1 ? " runs" : " run"));
        }
        if (!changed || changed.has("requests")) serving.update(rows("requests"));
      },
    };
  },
};
