/* The capabilities of the operator under what each was made from: who owns it, who has copies, who has it mapped. */

import { address, bytes, chip, coreChips, count, facts, h, orDash, panel, setText } from "./dom.js";
import { allocate, OPERATIONS } from "./forms.js";
import { read } from "./api.js";
import { Table } from "./table.js";

const TITLES = { map: "Map", unmap: "Unmap", retype: "Retype", copy: "Copy", revoke: "Revoke", delete: "Delete" };
const DESTROYING = ["unmap", "revoke", "delete"];
const ASK_MILLIS = 3000;

/** Every copy in the order of a walk over what was made from what, with how deep it is. */
function walk(capabilities) {
  const children = new Map(),
    copies = new Map(),
    walked = new Set(),
    found = [];
  const add = (map, key, value) => (map.has(key) ? map.get(key).add(value) : map.set(key, new Set([value])));
  for (const capability of capabilities) {
    add(copies, capability.object, capability);
    add(children, capability.parentObject, capability.object);
  }
  const visit = (object, depth) => {
    if (walked.has(object)) return;
    walked.add(object);
    for (const capability of copies.get(object) ?? []) found.push({ ...capability, depth });
    for (const child of children.get(object) ?? []) visit(child, depth + 1);
  };
  for (const top of children.get("") ?? []) visit(top, 0);
  // What was made from something that the operator holds no copy of stands at the left.
  for (const object of children.keys()) if (!copies.has(object)) visit(object, -1);
  return found.map((row, at) => ({ ...row, depth: Math.max(0, row.depth), at }));
}

function table(choose) {
  return new Table({
    caption: "Capabilities",
    key: row => row.ref,
    limit: 300,
    onRow: choose,
    none: "The operator holds no capability. Allocate some memory to begin.",
    columns: [
      {
        title: "Type",
        value: row => row.type + row.depth,
        draw: row => h("span", { class: "branch type-" + row.type, "data-depth": Math.min(row.depth, 8) }, row.type),
      },
      { title: "Size", kind: "number", value: row => row.bytes, show: row => bytes(row.bytes) },
      { title: "Base", kind: "number mono", value: row => row.base, show: row => address(row.base) },
      { title: "Core", kind: "number", value: row => row.core },
      {
        title: "Owner",
        kind: "number",
        value: row => row.owner,
        show: row => (row.owner < 0 ? row.home : row.owner),
      },
      {
        title: "Copies",
        kind: "number",
        value: row => row.copies,
        show: row => (row.copies < 0 ? "–" : count(row.copies)),
      },
      {
        title: "Mapped on",
        value: row => row.mappedOn.join(", "),
        draw: row => (row.mappedOn.length ? coreChips(row.mappedOn) : "–"),
      },
    ],
  });
}

/** Where each range lies, what is not the operator's being left out. */
function strip(list, found) {
  const once = [...new Map(found.filter(row => row.bytes > 0).map(row => [row.object, row])).values()].toSorted(
    (a, b) => a.base - b.base || b.bytes - a.bytes || a.depth - b.depth,
  );
  const whole = once.reduce((sum, row) => sum + (row.depth === 0 ? row.bytes : 0), 0);
  list.hidden = whole === 0;
  let before = 0,
    top = null;
  list.replaceChildren(
    ...once.map(row => {
      if (top === null || row.base >= top.base + top.bytes) {
        before += top?.bytes ?? 0;
        top = row;
      }
      const where = row.mappedOn.length ? ", mapped on " + row.mappedOn.join(", ") : "";
      const range = h("span", {
        class: "range type-" + row.type + (row === top ? " outermost" : "") + (where ? " mapped" : ""),
        title: row.type + ", " + bytes(row.bytes) + " at " + address(row.base) + where,
      });
      range.style.left = ((before + row.base - top.base) / whole) * 100 + "%";
      range.style.width = (row.bytes / whole) * 100 + "%";
      return range;
    }),
  );
}

export default {
  id: "memory",
  title: "Memory",
  key: "5",

  open(root) {
    let found = [],
      chosen = null,
      isAsked = false,
      isOpen = true,
      lastMillis = 0;
    const list = table(row => choose(row.ref === chosen ? null : row.ref));
    const ranges = h("div", { class: "ranges", role: "img", "aria-label": "Where the ranges lie" });
    const fresh = h(
      "button",
      { type: "button", class: "primary", onclick: () => allocate().then(done => done && refresh()) },
      "Allocate …",
    );
    const tree = panel("Capabilities", "of the domain operator", ranges, list.element, list.note);
    tree.head.append(list.filter, fresh);
    const title = h("h2", { id: "cap-title" }),
      figures = h("dl", { class: "facts" }),
      buttons = h("div", { class: "buttons start" });
    const parent = h("p", { class: "chips" });
    const side = h(
      "aside",
      { class: "panel side", "aria-labelledby": "cap-title" },
      h("div", { class: "panel-head" }, title),
      figures,
      parent,
      buttons,
    );
    root.append(h("div", { class: "with-side" }, tree, side));
    for (const [word, doing] of Object.entries(OPERATIONS)) {
      buttons.append(
        h(
          "button",
          {
            type: "button",
            class: DESTROYING.includes(word) ? "destroys" : "plain",
            "data-word": word,
            onclick: async () => (await doing(row())) && refresh(),
          },
          TITLES[word] + (DESTROYING.includes(word) ? "" : " …"),
        ),
      );
    }

    const row = () => found.find(each => each.ref === chosen);

    function choose(ref) {
      chosen = list.chosen = ref;
      list.update(found);
      detail();
    }

    function detail() {
      const of = row();
      setText(title, of ? of.type + ", " + bytes(of.bytes) : "Capability");
      buttons.hidden = !of;
      side.classList.toggle("none", !of);
      if (!of) {
        facts(figures, []);
        parent.replaceChildren("Choose a row to see where its copies are mapped, and to act on it.");
        return;
      }
      facts(figures, [
        ["Core", of.core],
        ["Owner", of.owner < 0 ? "on " + of.home : "core " + of.owner],
        ["Copies", orDash(of.copies)],
        ["Mapped on", of.mappedOn.map(core => "core " + core).join(", ") || "no core"],
        ["Base", address(of.base)],
        ["Rights", of.rights.join(", ")],
        ["Object", of.object],
        ["Place in the table", of.address],
        ["Named by", of.far.map(far => far.node + "/" + far.core).join(", ") || "no other node"],
      ]);
      parent.replaceChildren(...(of.parentObject ? ["Made from ", chip(of.parentObject)] : []));
      buttons.querySelector("[data-word=unmap]").disabled = of.mappedOn.length === 0;
    }

    async function refresh() {
      if (isAsked) return;
      isAsked = true;
      lastMillis = performance.now();
      try {
        found = walk(await read("api/capabilities"));
        if (!isOpen) return;
        list.update(found);
        strip(ranges, found);
        setText(
          tree.note,
          "of the domain operator: " + count(found.length) + (found.length === 1 ? " copy" : " copies"),
        );
        detail();
      } catch (failure) {
        setText(tree.note, failure.sentence || failure.message);
      } finally {
        isAsked = false;
      }
    }

    refresh();
    detail();
    return {
      update(changed) {
        if (changed?.has("events") || performance.now() - lastMillis > ASK_MILLIS) refresh();
      },
      close() {
        isOpen = false;
      },
    };
  },
};
