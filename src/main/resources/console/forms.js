/* Orders that need more than a yes: what is asked first, and what is sent then. */

import { act, read } from "./api.js";
import { ask, confirm, order } from "./dialogs.js";
import { bytes, h } from "./dom.js";
import { rows } from "./store.js";

const CORES = { pattern: "all|[0-9]+(\\s*,\\s*[0-9]+)*", hint: "Numbers with commas between them, or all" };

const UNITS = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };
const SIZE = { pattern: "[0-9]+\\s*([kmgKMG]([iI]?[bB])?)?", hint: "Bytes, or with k, M, G" };

const online = () =>
  rows("cores")
    .filter(core => core.state === "online")
    .map(core => String(core.id));

const chosen = text => (text.trim() === "all" ? "all" : text.split(",").map(Number));

function size(text) {
  const [, digits, unit] = text
    .trim()
    .toLowerCase()
    .match(/^([0-9]+)\s*([kmg]?)/);
  return Number(digits) * UNITS[unit];
}

const at = row => "api/capabilities/" + encodeURIComponent(row.ref);

export async function spawn() {
  const kinds = await read("api/kinds");
  const meaning = h("div", { class: "field", "aria-live": "polite" });
  const explain = name =>
    meaning.replaceChildren(
      h("small", {}, "Settings of this kind:"),
      ...(kinds.find(kind => kind.name === name)?.settings ?? []).map(setting =>
        h("small", {}, h("code", {}, setting.name + " = " + setting.default), " " + setting.meaning),
      ),
    );
  explain(kinds[0]?.name);
  const answer = await ask({
    title: "Spawn a domain",
    yes: "Spawn",
    extra: meaning,
    fields: [
      { name: "name", label: "Name", required: true, placeholder: "web-2" },
      { name: "kind", label: "Kind", choices: kinds.map(kind => kind.name), changed: explain },
      { name: "cores", label: "Cores", value: "all", required: true, ...CORES },
      { name: "settings", label: "Settings", placeholder: "key = value, key = value" },
    ],
  });
  if (!answer) return;
  const settings = Object.fromEntries(
    answer.settings
      .split(",")
      .filter(each => each.trim())
      .map(each => {
        const [name, ...value] = each.split("=");
        return [name.trim(), value.join("=").trim()];
      }),
  );
  const cores = chosen(answer.cores);
  await order("Spawning " + answer.name, answer.name + " was spawned", () =>
    act("POST", "api/domains", { name: answer.name, kind: answer.kind, cores, settings }),
  );
}

export async function kill(name) {
  if (
    await confirm(
      "Kill " + name + "?",
      "Its dispatchers end on every core, with what they hold. This cannot be taken back.",
      "Kill",
    )
  ) {
    await order("Killing " + name, name + " was killed", () =>
      act("DELETE", "api/domains/" + encodeURIComponent(name)),
    );
  }
}

export async function turn(core, way) {
  if (
    way === "offline" &&
    !(await confirm(
      "Take core " + core + " off?",
      "Its dispatchers move to other cores, or are held until it is back.",
      "Take it off",
    ))
  )
    return;
  await order("Core " + core, "Core " + core + " is on its way " + (way === "offline" ? "off" : "back"), () =>
    act("POST", "api/cores/" + core + "/" + way),
  );
}

export async function allocate() {
  const answer = await ask({
    title: "Allocate memory",
    text: "RAM from a core's memory server, for the domain operator.",
    yes: "Allocate",
    fields: [
      { name: "bytes", label: "Size", value: "64k", required: true, ...SIZE },
      { name: "core", label: "Core", choices: online() },
    ],
  });
  return (
    answer &&
    order("Allocating", bytes(size(answer.bytes)) + " of RAM were taken", () =>
      act("POST", "api/capabilities", { bytes: size(answer.bytes), core: Number(answer.core) }),
    )
  );
}

/** What can be done with a capability: a word, whether it destroys, and how. */
export const OPERATIONS = {
  retype: async row => {
    const answer = await ask({
      title: "Retype",
      text: "Makes new objects out of this one, one after the other.",
      yes: "Retype",
      fields: [
        { name: "type", label: "Type", choices: ["frame", "ram", "table"] },
        { name: "count", label: "How many", type: "number", value: "1", min: 1, required: true },
        { name: "bytes", label: "Size of each", placeholder: "all of it", ...SIZE },
      ],
    });
    if (!answer) return null;
    const body = { type: answer.type, count: Number(answer.count) };
    if (answer.bytes) body.bytes = size(answer.bytes);
    return order("Retyping", "Retyped", () => act("POST", at(row) + "/retype", body));
  },
  copy: async row => {
    const answer = await ask({
      title: "Copy to a core",
      yes: "Copy",
      fields: [{ name: "core", label: "Core", choices: online() }],
    });
    return (
      answer &&
      order("Copying", "Copied to core " + answer.core, () =>
        act("POST", at(row) + "/copy", { core: Number(answer.core) }),
      )
    );
  },
  map: async row => {
    const answer = await ask({
      title: "Map",
      text: "Each of these cores gets a view of its own.",
      yes: "Map",
      fields: [
        { name: "cores", label: "Cores", value: "all", required: true, ...CORES },
        { name: "access", label: "Access", choices: ["read", "write"] },
      ],
    });
    return (
      answer &&
      order("Mapping", "Mapped", () =>
        act("POST", at(row) + "/map", { cores: chosen(answer.cores), access: answer.access }),
      )
    );
  },
  unmap: async row =>
    (await confirm(
      "Unmap everywhere?",
      "Every view of it is closed, on " +
        (row.mappedOn.length === 1 ? "core " : "cores ") +
        row.mappedOn.join(", ") +
        "; who uses it there fails.",
      "Unmap",
    ))
      ? order("Unmapping", "Unmapped everywhere", () => act("POST", at(row) + "/unmap"))
      : null,
  revoke: async row =>
    (await confirm(
      "Revoke?",
      "Every other copy of it ends, and everything that was made from it, on every core.",
      "Revoke",
    ))
      ? order("Revoking", "Revoked", () => act("POST", at(row) + "/revoke"))
      : null,
  delete: async row =>
    (await confirm(
      "Delete this copy?",
      row.copies > 1 ? "The other copies stay." : "It is the last one: the memory is zeroed and goes back.",
      "Delete",
    ))
      ? order("Deleting", "Deleted", () => act("DELETE", at(row)))
      : null,
};
