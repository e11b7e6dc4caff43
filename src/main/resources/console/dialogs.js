/* What the page asks a person, and what it tells him of an order's end. */

import { byId, h } from "./dom.js";
import { Refused, onToken } from "./api.js";

const TOAST_MILLIS = 8000,
  TOASTS_MAX = 4;

/** Done, or refused with its word and its sentence; a refusal stays until it is put away. */
export function tell(text, refusal) {
  const toast = h(
    "div",
    { class: "toast " + (refusal ? "bad" : "good"), role: refusal ? "alert" : null },
    h(
      "p",
      {},
      refusal ? h("code", {}, refusal.word) : null,
      h("b", {}, text),
      refusal?.sentence ? h("span", {}, refusal.sentence) : null,
      refusal && refusal.message !== refusal.sentence ? h("span", { class: "quiet" }, refusal.message) : null,
    ),
    h("button", { type: "button", class: "quiet", "aria-label": "Put away", onclick: () => toast.remove() }, "×"),
  );
  const list = byId("toasts");
  list.prepend(toast);
  while (list.children.length > TOASTS_MAX) list.lastChild.remove();
  if (!refusal) setTimeout(() => toast.remove(), TOAST_MILLIS);
}

/** Gives an order and tells its end. Answers what the node did, or null where it refused. */
export async function order(doing, done, action) {
  document.body.setAttribute("aria-busy", "true");
  try {
    const outcome = await action();
    const took = outcome?.micros === undefined ? "" : " in " + outcome.micros + "\u00a0µs";
    tell(done + took);
    return outcome ?? {};
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    tell(doing, failure);
    return null;
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

function field(spec) {
  const id = "field-" + spec.name;
  let input;
  if (spec.choices) {
    input = h(
      "select",
      { id, name: spec.name },
      spec.choices.map(choice => h("option", { value: choice, selected: choice === spec.value }, choice)),
    );
  } else {
    input = h("input", {
      id,
      name: spec.name,
      type: spec.type ?? "text",
      value: spec.value ?? "",
      required: spec.required,
      min: spec.min,
      max: spec.max,
      pattern: spec.pattern,
      placeholder: spec.placeholder,
      autocomplete: "off",
      spellcheck: "false",
    });
  }
  const hint = spec.hint ? h("small", { id: id + "-hint" }, spec.hint) : null;
  if (hint) input.setAttribute("aria-describedby", hint.id);
  if (spec.changed) input.addEventListener("change", () => spec.changed(input.value));
  return h("div", { class: "field" }, h("label", { for: id }, spec.label), input, hint);
}

/**
 * Asks with fields; answers an object of their values, or null where the person thought better of it.
 * Fields are {name, label, type, value, choices, hint, …}.
 */
export function ask({ title, text, fields = [], yes = "OK", destroys = false, extra = null }) {
  return new Promise(resolve => {
    let answer = null;
    const form = h(
      "form",
      {
        onsubmit: submitted => {
          submitted.preventDefault();
          answer = Object.fromEntries(new FormData(form));
          dialog.close();
        },
      },
      h("h2", { id: "dialog-title" }, title),
      text ? h("p", {}, text) : null,
      fields.map(field),
      extra,
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel"),
        h("button", { type: "submit", class: destroys ? "destroys" : "primary" }, yes),
      ),
    );
    const dialog = h(
      "dialog",
      {
        "aria-labelledby": "dialog-title",
        onclose: () => {
          dialog.remove();
          resolve(answer);
        },
      },
      form,
    );
    document.body.append(dialog);
    dialog.showModal();
    // What destroys is not what Enter does by mistake.
    (form.querySelector("input, select") ?? form.querySelector(destroys ? "button.quiet" : "button.primary")).focus();
  });
}

export const confirm = async (title, text, yes) => (await ask({ title, text, yes, destroys: true })) !== null;

export function show(title, ...content) {
  const dialog = h(
    "dialog",
    { "aria-labelledby": "dialog-title", onclose: () => dialog.remove() },
    h("h2", { id: "dialog-title" }, title),
    ...content,
    h(
      "div",
      { class: "buttons" },
      h("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "Close"),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

onToken(async why => {
  const answer = await ask({
    title: "The token of this start",
    text:
      (why ? why + " " : "") +
      "Whoever acts on the node shows the token that it wrote to the file “token” in its " +
      "data directory. It is kept in this tab until you close it.",
    fields: [{ name: "token", label: "Token", type: "password", required: true }],
    yes: "Use it",
  });
  return answer?.token.trim();
});
