/* The one connection to the node: open while somebody looks. */

import { apply, begin, event, touch } from "./store.js";

const TOPICS = ["core", "domain", "agreement", "channel", "capability", "name", "member", "trace", "behind"];

/** The node has said nothing for so many periods: it, or the way to it, stands still. */
const SILENT_PERIODS = 4;

export const link = { state: "connecting", paused: false, millis: 1000, sinceMillis: 0 };

let source = null,
  watch = 0,
  heardMillis = 0;

function become(state) {
  if (link.state === state) return;
  link.state = state;
  link.sinceMillis = Date.now();
  touch("link");
}

function heard() {
  heardMillis = performance.now();
  become("live");
}

function connect() {
  close();
  begin();
  become("connecting");
  heardMillis = performance.now();
  source = new EventSource("api/stream?millis=" + link.millis);
  source.addEventListener("look", message => {
    heard();
    apply(JSON.parse(message.data));
  });
  for (const topic of TOPICS) {
    source.addEventListener(topic, message => {
      event(JSON.parse(message.data));
      // The node ends the stream after this one: a new one at once, not after the browser's wait.
      if (topic === "behind") setTimeout(resume);
    });
  }
  source.onopen = begin;
  source.onerror = () => {
    begin();
    become("lost");
    // A browser does not try again where the answer was an error.
    if (source?.readyState === EventSource.CLOSED) setTimeout(resume, 2000);
  };
  watch = setInterval(() => {
    if (link.state === "live" && performance.now() - heardMillis > SILENT_PERIODS * link.millis + 2000)
      become("lost");
  }, 1000);
}

function close() {
  source?.close();
  source = null;
  clearInterval(watch);
}

function resume() {
  if (link.paused || document.hidden) {
    close();
    become(link.paused ? "paused" : "hidden");
  } else {
    connect();
  }
}

export function pause(wanted) {
  link.paused = wanted;
  resume();
}

/** @param millis between two looks */
export function every(millis) {
  link.millis = millis;
  resume();
}

export function start() {
  document.addEventListener("visibilitychange", resume);
  resume();
}
