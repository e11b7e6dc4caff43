/* Elements, and numbers as people read them. */

const SVG = ["http:", "", "www.w3.org", "2000", "svg"].join("/");

/** Paths on a square of 24, drawn as lines. */
const ICONS = {
  machine: "M4 4h16v16H4zM9 9h6v6H9zM9 1v3M15 1v3M9 20v3M15 20v3M1 9h3M1 15h3M20 9h3M20 15h3",
  channels: "M3 3h18v18H3zM3 9h18M3 15h18M9 3v18M15 3v18",
  tree: "M12 3v6M12 9H5v6M12 9h7v6M12 9v6M3 15h4v5H3zM10 15h4v5h-4zM17 15h4v5h-4z",
  agreements: "M4 12l5 5L20 6M4 5h7M4 19h16",
  memory: "M3 7h18v10H3zM7 7v10M12 7v10M17 7v10M6 20v-3M18 20v-3",
  domains: "M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 16.500h7M16.500 13v7",
  cluster:
    "M12 3a3 3 0 1 0 .1 0M5 15a3 3 0 1 0 .1 0M19 15a3 3 0 1 0 .1 0M10 8.500L6.500 15M14 8.500L17.500 15M8 18h8",
  events: "M4 6h10M4 12h16M4 18h13M19 5v2",
  traces: "M3 20h18M4 16h5M8 12h7M13 8h7M6 4h6",
  knowledge: "M12 3a6 6 0 0 1 3.500 10.900V17h-7v-3.100A6 6 0 0 1 12 3zM9.500 21h5",
};

/** An element; what begins with `on` is a listener, all else an attribute, left out where it is null or false. */
export function h(tag, attributes, ...children) {
  return made(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return made(document.createElementNS(SVG, tag), attributes, children);
}

function made(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** Touches the page only where something differs. */
export function setText(element, text) {
  const wanted = String(text);
  if (element.textContent !== wanted) element.textContent = wanted;
}

export const byId = id => document.getElementById(id);

const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

export const count = number => whole.format(number);
export const compact = number => short.format(number);
export const percent = (share, digits = 0) => (share * 100).toFixed(digits) + "\u00a0%";

/** What the API has no value for. */
export const orDash = value => (value === -1 || value === "" || value === undefined ? "–" : String(value));

export function bytes(number) {
  if (number < 0) return "–";
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let power = 0;
  while (power < units.length - 1 && number >= 1024) {
    number /= 1024;
    power++;
  }
  return (Number.isInteger(number) ? whole.format(number) : number.toFixed(1)) + "\u00a0" + units[power];
}

export const address = number => (number < 0 ? "–" : "0x" + number.toString(16).padStart(8, "0"));

export function micros(number) {
  if (number === 0) return "0\u00a0µs";
  if (number < 1000) return number.toFixed(number < 10 ? 1 : 0) + "\u00a0µs";
  if (number < 1e6) return (number / 1000).toFixed(number < 1e4 ? 1 : 0) + "\u00a0ms";
  return (number / 1e6).toFixed(1) + "\u00a0s";
}

export const nanos = number => (number < 1000 ? count(number) + "\u00a0ns" : micros(number / 1000));

export function span(millis) {
  const seconds = Math.floor(millis / 1000),
    two = number => String(number).padStart(2, "0");
  const days = Math.floor(seconds / 86400),
    rest = seconds % 86400;
  const clock = two(Math.floor(rest / 3600)) + ":" + two(Math.floor(rest / 60) % 60) + ":" + two(rest % 60);
  return days > 0 ? days + " d " + clock : clock;
}

export const clock = epochMillis => new Date(epochMillis).toLocaleTimeString("en-GB");

const TONES = {
  online: "good",
  running: "good",
  up: "good",
  done: "good",
  offline: "still",
  joining: "warn",
  leaving: "warn",
  recording: "warn",
  degraded: "warn",
  stuck: "bad",
  failed: "bad",
  unreachable: "bad",
  down: "bad",
  removed: "still",
  "too-big": "bad",
};

/** A state by its word and, for whoever sees it, a colour and a shape. */
export function state(word) {
  return h("span", { class: "state " + (TONES[word] ?? "still") }, word);
}

export function chip(text, href) {
  return href ? h("a", { class: "chip", href }, text) : h("span", { class: "chip" }, text);
}

/** Chips of cores that lead to them. */
export const coreChips = cores => cores.map(core => chip(String(core), "#machine?core=" + core));

export function panel(title, note, ...children) {
  const id = "h-" + title.toLowerCase().replace(/[^a-z]+/g, "-");
  const noted = h("small", {}, note ?? "");
  const head = h("div", { class: "panel-head" }, h("h2", { id }, title, noted));
  const section = h("section", { class: "panel", "aria-labelledby": id }, head, ...children);
  return Object.assign(section, { note: noted, head });
}

export const empty = (...text) => h("p", { class: "empty" }, ...text);

/** Terms and what they are, kept where they stay the same. */
export function facts(list, pairs) {
  const known = list.children;
  if (known.length !== pairs.length) {
    list.replaceChildren(...pairs.map(() => h("div", {}, h("dt"), h("dd"))));
  }
  pairs.forEach(([term, value], at) => {
    setText(known[at].firstChild, term);
    setText(known[at].lastChild, value);
  });
}
