/* The channels as a square: senders down, receivers across; and the ones under most pressure with their numbers. */

import { compact, count, facts, h, panel, percent, setText } from "./dom.js";
import { scale, square } from "./heat.js";
import { read } from "./api.js";
import { cell, rows, store } from "./store.js";
import { Table } from "./table.js";

const MEASURES = { fill: "Fill", rate: "Rate" };

/** Hotter it does not get: a million a second. */
const RATE_HOT = 11;

const RATES = [
  "none",
  "1–3",
  "4–15",
  "16–63",
  "64–255",
  "256–1,023",
  "1,024–4,095",
  "4,096–16,383",
  "16,384–65,535",
  "65,536–262,143",
  "262,144–1,048,575",
  "1.0–4.2 million",
  "4.2–16.8 million",
  "16.8–67 million",
  "67–268 million",
  "over 268 million",
];

function choice(name, label, choices, chosen, onChoice) {
  return h(
    "fieldset",
    { class: "choice" },
    h("legend", { class: "unseen" }, label),
    Object.entries(choices).map(([value, title]) =>
      h(
        "label",
        {},
        h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onChoice(value) }),
        h("span", {}, title),
      ),
    ),
  );
}

const pressure = (a, b) =>
  b.depth / b.capacity - a.depth / a.capacity || b.perSecond - a.perSecond || b.sent - a.sent;

/** What every table of channels says of each. */
export const AMOUNTS = [
  {
    title: "Depth",
    kind: "number",
    value: row => row.depth,
    show: row => count(row.depth) + " / " + count(row.capacity),
  },
  { title: "Per second", kind: "number", value: row => row.perSecond, show: row => count(row.perSecond) },
  { title: "Sent", kind: "number", value: row => row.sent, show: row => compact(row.sent) },
];

export const REJECTED = {
  title: "Rejected",
  kind: "number",
  value: row => row.rejected,
  show: row => count(row.rejected),
};

export const channelKey = row => [row.from, row.toNode, row.to, row.plane, row.tier].join();

function pressed() {
  return new Table({
    caption: "The channels under most pressure",
    key: channelKey,
    none: "No channel has been made yet.",
    sort: null,
    columns: [
      { title: "From", kind: "number", value: row => row.from },
      {
        title: "To",
        kind: "number",
        value: row => row.to,
        show: row => (row.toNode ? row.toNode + "/" : "") + row.to,
      },
      { title: "By", value: row => row.plane + " · " + row.tier },
      ...AMOUNTS,
      { title: "Stalls", kind: "number", value: row => row.stalls, show: row => count(row.stalls) },
      REJECTED,
    ],
  });
}

export default {
  id: "channels",
  title: "Channels",
  key: "2",

  open(root, query, go) {
    const canvas = h("canvas", { class: "square", tabindex: "0", role: "img", "aria-describedby": "cell" });
    const small = document.createElement("canvas");
    const readout = h("p", { id: "cell", class: "readout", "aria-live": "polite" });
    const exact = h("dl", { class: "facts" }),
      legend = h("div");
    let plane = query.get("plane") === "control" ? "control" : "data";
    let measure = query.get("by") === "rate" ? "rate" : "fill";
    let cursor = null;
    const turn = () => go("channels", { plane, by: measure });
    const controls = h(
      "div",
      { class: "controls" },
      choice("plane", "Plane", { data: "Data", control: "Control" }, plane, value => {
        plane = value;
        turn();
      }),
      choice("by", "Coloured by", MEASURES, measure, value => {
        measure = value;
        turn();
      }),
    );
    const frame = h(
      "div",
      { class: "square-frame" },
      h("span", { class: "axis across" }, "to core →"),
      h("span", { class: "axis down" }, "from core ↓"),
      canvas,
    );
    const map = panel(
      "Heat map",
      "senders down, receivers across",
      controls,
      frame,
      readout,
      exact,
      legend,
    );
    const table = pressed();
    const list = panel("Under most pressure", "the fullest, then the busiest", table.element, table.note);
    list.head.append(table.filter);
    root.append(h("div", { class: "map-and-list" }, map, list));

    const words = () => store.cells[plane];
    const share = at => {
      const word = words()[at];
      return cell.isThere(word) ? (measure === "fill" ? cell.fill(word) / 15 : cell.rate(word) / RATE_HOT) : -1;
    };

    function draw() {
      const there = words().reduce((sum, word) => sum + (cell.isThere(word) ? 1 : 0), 0);
      frame.hidden = legend.hidden = there === 0;
      frame.style.setProperty("--cells", store.grid);
      if (there > 0) square(canvas, small, store.grid, share, at => cell.hasRejected(words()[at]), cursor);
      canvas.setAttribute(
        "aria-label",
        count(there) +
          " channels between " +
          count(store.grid) +
          " cores on the " +
          plane +
          " plane, coloured by " +
          measure +
          ". Arrow keys move over them.",
      );
      setText(map.note, count(there) + " channels of the " + plane + " plane; senders down, receivers across");
    }

    function tell() {
      if (!words().some(cell.isThere)) {
        setText(readout, "No channel of this plane has been made yet: each is made on first use.");
        return;
      }
      if (!cursor) {
        setText(readout, "Point at a cell, or move over the cells with the arrow keys; Enter reads its numbers.");
        return;
      }
      const word = words()[cursor.from * store.grid + cursor.to];
      setText(
        readout,
        "Core " +
          cursor.from +
          " → core " +
          cursor.to +
          ": " +
          (cell.isThere(word)
            ? cell.tier(word) +
              ", " +
              (cell.fill(word) ? "up to " + percent(cell.fill(word) / 15) + " full" : "empty") +
              ", " +
              (cell.rate(word) ? RATES[cell.rate(word)] + " messages a second" : "nothing sent") +
              (cell.hasStalled(word) ? ", was found full" : "") +
              (cell.hasRejected(word) ? ", has rejected" : "")
            : "no channel"),
      );
    }

    function point(from, to) {
      const last = store.grid - 1;
      if (last < 0) return;
      cursor = { from: Math.min(last, Math.max(0, from)), to: Math.min(last, Math.max(0, to)) };
      draw();
      tell();
    }

    async function numbers() {
      if (!cursor) return;
      const { from, to } = cursor;
      const found = (await read("api/channels?from=" + from + "&to=" + to).catch(() => [])).filter(
        channel => channel.plane === plane && !channel.toNode,
      );
      facts(
        exact,
        found.flatMap(channel => [
          ["Tier", channel.tier],
          ["Depth", count(channel.depth) + " / " + count(channel.capacity)],
          ["Sent", count(channel.sent)],
          ["Received", count(channel.received)],
          ["Stalls", count(channel.stalls)],
          ["Rejected", count(channel.rejected)],
        ]),
      );
    }

    const at = event => {
      const box = canvas.getBoundingClientRect(),
        step = box.width / Math.max(1, store.grid);
      return [Math.floor((event.clientY - box.top) / step), Math.floor((event.clientX - box.left) / step)];
    };
    canvas.addEventListener("pointermove", moved => point(...at(moved)));
    canvas.addEventListener("click", clicked => {
      point(...at(clicked));
      numbers();
    });
    canvas.addEventListener("keydown", key => {
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[key.key];
      if (step) {
        point((cursor?.from ?? 0) + (cursor ? step[0] : 0), (cursor?.to ?? 0) + (cursor ? step[1] : 0));
        key.preventDefault();
      }
      if (key.key === "Enter") numbers();
    });

    function explain() {
      const ends = measure === "fill" ? ["empty", "full"] : ["nothing sent", "a million a second"];
      legend.replaceChildren(scale(ends, { absent: "no channel", rejected: "rejected" }));
    }

    function update(changed) {
      if (!changed || changed.has("cells")) draw();
      if (!changed || changed.has("channels")) table.update(rows("channels").toSorted(pressure));
      tell();
    }

    explain();
    return {
      update,
      repaint: () => update(),
      turned() {
        facts(exact, []);
        explain();
        update();
      },
    };
  },
};
