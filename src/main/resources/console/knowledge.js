/* Questions to the knowledge base, in its own language. */

import { count, h, panel, setText } from "./dom.js";
import { read } from "./api.js";
import { Table } from "./table.js";

const ANSWERS_MAX = 500;

const EXAMPLES = [
  ["Cores and their CPUs", "core(Core, State), core_cpu(Core, Cpu)"],
  ["Who shares a cache", "shares_cache(A, B, Level)"],
  ["Round trips", "core_rtt(A, B, Nanos)"],
  ["Caches", "cache(Level, Kind, Bytes, Line, Cpus)"],
  ["Two cores that lie close", "place(compact, 2, Cores)"],
  ["Order of boot", "boot_order(Cores)"],
];

export default {
  id: "knowledge",
  title: "Knowledge",
  key: "0",

  open(root, query, go) {
    const goal = h("input", {
      id: "goal",
      type: "text",
      required: true,
      spellcheck: "false",
      autocomplete: "off",
      autocapitalize: "off",
      value: query.get("query") ?? "",
    });
    const form = h(
      "form",
      {
        class: "goal",
        onsubmit: submitted => {
          submitted.preventDefault();
          go("knowledge", { query: goal.value });
        },
      },
      h("label", { for: "goal" }, "Goal"),
      goal,
      h("button", { type: "submit", class: "primary" }, "Ask"),
    );
    const examples = h(
      "p",
      { class: "chips" },
      EXAMPLES.map(([title, text]) =>
        h("a", { class: "chip", href: "#knowledge?query=" + encodeURIComponent(text), title: text }, title),
      ),
    );
    const answers = h("div", { "aria-live": "polite" });
    const made = panel(
      "Knowledge base",
      "facts about the machine and what runs on it, and rules over them",
      form,
      examples,
      answers,
    );
    root.append(made);

    async function asked() {
      if (!query.get("query")) {
        answers.replaceChildren(
          h(
            "p",
            { class: "empty" },
            "Ask for whatever the machine and the node are. A name with a capital is a variable. Examples are above.",
          ),
        );
        return;
      }
      goal.value = query.get("query");
      try {
        const found = await read("api/knowledge?limit=" + ANSWERS_MAX + "&query=" + encodeURIComponent(goal.value));
        show(found);
      } catch (failure) {
        answers.replaceChildren(h("p", { class: "banner bad" }, h("code", {}, failure.word), " " + failure.message));
      }
    }

    function show(found) {
      const names = [...new Set(found.flatMap(Object.keys))];
      if (found.length === 0 || names.length === 0) {
        answers.replaceChildren(h("p", { class: "verdict" }, found.length ? "yes" : "no"));
        return;
      }
      const table = new Table({
        caption: "Answers",
        key: row => row.at,
        none: "no",
        limit: ANSWERS_MAX,
        columns: names.map(name => ({
          title: name,
          kind: "wide",
          value: row =>
            typeof row.answer[name] === "object" ? row.answer[name].join(", ") : (row.answer[name] ?? ""),
        })),
      });
      table.update(found.map((answer, at) => ({ answer, at })));
      const note = h("p", { class: "note" });
      setText(
        note,
        count(found.length) +
          (found.length === 1 ? " answer" : " answers") +
          (found.length === ANSWERS_MAX ? "; there may be more" : ""),
      );
      answers.replaceChildren(note, table.element);
    }

    asked();
    return {
      update() {},
      turned(next) {
        query = next;
        asked();
      },
    };
  },
};
