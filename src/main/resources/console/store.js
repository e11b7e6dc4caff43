/* Everything that is known of the node: tables of rows, loads, the square of channels, and the latest events. */

export const HISTORY = 60;
export const EVENTS_MAX = 500;

const TABLES = ["node", "cores", "nodes", "domains", "traces", "requests",
  "operations", "agreements", "partitions", "channels"];
const PLANES = ["control", "data"];

const PICTURES_KEPT = 100;

/** Cells are 16 bits, as openapi.json has them. */
export const cell = {
  fill: word => word & 15,
  rate: word => (word >> 4) & 15,
  tier: word => ["lrpc", "urpc", "shared-memory", "network"][(word >> 8) & 3],
  isThere: word => (word & 1024) !== 0,
  hasStalled: word => (word & 2048) !== 0,
  hasRejected: word => (word & 4096) !== 0,
};

export const store = {
  tables: new Map(TABLES.map(name => [name, new Map()])),
  loads: [],
  histories: [],
  grid: 0,
  cells: { control: new Uint16Array(0), data: new Uint16Array(0) },
  uptimeMillis: 0,
  missed: 0,
  events: [],
  frames: 0,
};

const listeners = new Set();
let changed = new Set(),
  isAsked = false,
  pictures = 0;

/** Told once before the next picture is drawn, with the names of what has changed. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function touch(name) {
  changed.add(name);
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    const names = changed, began = performance.now();
    changed = new Set();
    isAsked = false;
    for (const listener of listeners) listener(names);
    measured(began);
  });
}

/** For whoever looks at the page's own timeline; only the latest are kept. */
function measured(began) {
  if (pictures++ % PICTURES_KEPT === 0) performance.clearMeasures("picture");
  performance.measure("picture", { start: began });
}

export const rows = name => [...store.tables.get(name).values()];
export const node = () => store.tables.get("node").get("") ?? null;
export const coreRow = id => rows("cores").find(core => core.id === id);

/** How busy a core is, 0 to 1. */
export const load = at => (store.loads[at]?.[0] ?? 0) / 1000;

/** A new stream begins: what is known is shown until the first frame has come. */
export function begin() {
  store.frames = 0;
}

export function apply(frame) {
  if (store.frames++ === 0) {
    for (const table of store.tables.values()) table.clear();
    store.grid = 0;
  }
  store.uptimeMillis = frame.uptimeMillis;
  store.missed = frame.missed;
  touch("node");
  for (const [name, keys] of Object.entries(frame.gone ?? {})) {
    for (const key of keys) store.tables.get(name)?.delete(key);
    touch(name);
  }
  for (const [name, pairs] of Object.entries(frame.set ?? {})) {
    for (const [key, row] of pairs) store.tables.get(name)?.set(key, row);
    touch(name);
  }
  loads(frame.loads);
  if (frame.grid !== undefined) {
    store.grid = frame.grid;
    for (const plane of PLANES) store.cells[plane] = new Uint16Array(frame.grid * frame.grid);
    touch("cells");
  }
  if (frame.cells) cells(frame.cells);
}

function loads(given) {
  if (given) store.loads = given;
  store.loads.forEach((each, at) => {
    const history = (store.histories[at] ??= []);
    history.push(each[0]);
    if (history.length > HISTORY) history.shift();
  });
  touch("loads");
}

function cells(encoded) {
  const bytes = atob(encoded),
    square = store.grid * store.grid;
  let at = -1,
    next = 0;
  while (next < bytes.length) {
    let gap = 0,
      shift = 0,
      part;
    do {
      part = bytes.charCodeAt(next++);
      gap |= (part & 127) << shift;
      shift += 7;
    } while (part & 128);
    at += gap + 1;
    const word = (bytes.charCodeAt(next) << 8) | bytes.charCodeAt(next + 1);
    next += 2;
    if (at < square) store.cells.control[at] = word;
    else if (at < 2 * square) store.cells.data[at - square] = word;
  }
  touch("cells");
}

export function event(happened) {
  store.events.unshift(happened);
  store.events.length = Math.min(store.events.length, EVENTS_MAX);
  touch("events");
}
