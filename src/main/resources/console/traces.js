/* Recordings of what the cores did: begun here, listed, and fetched for a trace viewer. */

import { act, guarded } from "./api.js";
import { ask, order, tell } from "./dialogs.js";
import { bytes, h, panel, state } from "./dom.js";
import { rows } from "./store.js";
import { Table } from "./table.js";

async function record() {
  const answer = await ask({
    title: "Record",
    text: "Every message that the cores handle is recorded for so long. One recording runs at a time.",
    yes: "Record",
    fields: [{ name: "seconds", label: "Seconds", type: "number", value: "2", min: 1, max: 60, required: true }],
  });
  if (answer) {
    await order("Recording", "Recording for " + answer.seconds + " s", () =>
      act("POST", "api/traces", { millis: 1000 * Number(answer.seconds) }),
    );
  }
}

async function fetchFile(name) {
  try {
    const file = await (await guarded("GET", "api/traces/" + encodeURIComponent(name))).blob();
    const link = h("a", { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  } catch (failure) {
    tell("Fetching " + name, failure);
  }
}

export default {
  id: "traces",
  title: "Traces",
  key: "9",

  open(root) {
    const table = new Table({
      caption: "Traces",
      key: row => row.name,
      none: "Nothing was recorded yet.",
      sort: 0,
      descending: true,
      columns: [
        { title: "Name", kind: "mono", value: row => row.name },
        { title: "State", value: row => row.state, draw: row => state(row.state) },
        { title: "Size", kind: "number", value: row => row.bytes, show: row => (row.bytes ? bytes(row.bytes) : "–") },
        {
          title: "",
          value: row => row.state,
          draw: row =>
            row.state === "done"
              ? h(
                  "button",
                  {
                    type: "button",
                    class: "plain small",
                    "aria-label": "Download " + row.name,
                    onclick: () => fetchFile(row.name),
                  },
                  "Download",
                )
              : "",
        },
      ],
    });
    const made = panel(
      "Traces",
      "those that were asked for, and what the flight recorder kept",
      table.element,
      table.note,
      h(
        "p",
        { class: "note" },
        "A trace is Chrome’s and Perfetto’s JSON: a line of time for each core, with messages as arrows.",
      ),
    );
    made.head.append(table.filter, h("button", { type: "button", class: "primary", onclick: record }, "Record …"));
    root.append(made);
    return {
      update(changed) {
        if (!changed || changed.has("traces")) table.update(rows("traces"));
      },
    };
  },
};
