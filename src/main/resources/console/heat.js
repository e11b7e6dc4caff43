/* Colours that say how much, and the pictures that are drawn with them. */

import { h } from "./dom.js";

const STEPS = 5,
  SHADES = 64;

let shades = [],
  ink = {};

/** The colours of the style sheet, as they are under the theme in use. */
export function learn() {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colour = name => {
    probe.style.color = "var(--" + name + ")";
    return getComputedStyle(probe)
      .color.match(/[\d.]+/g)
      .slice(0, 3)
      .map(Number);
  };
  const stops = Array.from({ length: STEPS }, (none, at) => colour("heat-" + at));
  shades = Array.from({ length: SHADES }, (none, at) => between(stops, at / (SHADES - 1)));
  ink = Object.fromEntries(
    ["ground", "sheet", "line", "text", "accent"].map(name => [name, "rgb(" + colour(name).join(" ") + ")"]),
  );
  probe.remove();
}

function between(stops, share) {
  const at = share * (STEPS - 1),
    left = Math.min(Math.floor(at), STEPS - 2),
    part = at - left;
  return stops[left].map((value, channel) => Math.round(value + (stops[left + 1][channel] - value) * part));
}

const shade = share => shades[Math.round(Math.min(1, Math.max(0, share)) * (SHADES - 1))];

export const heat = share => "rgb(" + shade(share).join(" ") + ")";

/** Black or white, whichever is read better on it. */
export function on(share) {
  const [red, green, blue] = shade(share).map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.18 ? "#10141a" : "#ffffff";
}

/** What the colours say: the ends of the scale, and signs by their names. None of it breaks within. */
export function scale([least, most], signs) {
  return h(
    "p",
    { class: "legend", "aria-hidden": "true" },
    h("span", {}, least, h("span", { class: "ramp" }), most),
    Object.entries(signs).map(([name, text]) => h("span", { class: "key " + name }, text)),
  );
}

/** A canvas that is as sharp as the screen. */
export function sharp(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * ratio),
    height = Math.round(canvas.clientHeight * ratio);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

/** A line over an area, the last value at the right. Values are thousandths. */
export function spark(canvas, values, most) {
  const context = sharp(canvas),
    width = canvas.clientWidth,
    height = canvas.clientHeight;
  context.clearRect(0, 0, width, height);
  context.strokeStyle = ink.line;
  for (const share of [0.25, 0.5, 0.75]) {
    context.beginPath();
    context.moveTo(0, Math.round(height * share) + 0.5);
    context.lineTo(width, Math.round(height * share) + 0.5);
    context.stroke();
  }
  if (values.length < 2) return;
  const x = at => width - ((values.length - 1 - at) * width) / (most - 1);
  const y = at => height - 1.5 - (values[at] / 1000) * (height - 3);
  context.beginPath();
  values.forEach((value, at) => (at === 0 ? context.moveTo(x(0), y(0)) : context.lineTo(x(at), y(at))));
  context.strokeStyle = ink.accent;
  context.lineWidth = 1.5;
  context.stroke();
  context.lineTo(width, height);
  context.lineTo(x(0), height);
  context.globalAlpha = 0.15;
  context.fillStyle = ink.accent;
  context.fill();
  context.globalAlpha = 1;
  context.lineWidth = 1;
}

/**
 * A square of cells, each as hot as `share` says (below 0: not there), marked where `mark` says so.
 *
 * @param small an off-screen canvas of one pixel a cell, kept by the caller
 */
export function square(canvas, small, side, share, mark, cursor) {
  const context = sharp(canvas),
    size = canvas.clientWidth;
  context.fillStyle = ink.ground;
  context.fillRect(0, 0, size, size);
  if (side === 0) return;
  small.width = small.height = side;
  const image = new ImageData(side, side),
    pixels = image.data;
  for (let at = 0; at < side * side; at++) {
    const much = share(at);
    if (much < 0) continue;
    const [red, green, blue] = mark(at) ? [255, 79, 94] : shade(much);
    pixels.set([red, green, blue, 255], 4 * at);
  }
  small.getContext("2d").putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, size, size);
  const step = size / side;
  if (step >= 12) lines(context, side, step, size);
  if (step >= 18) numbers(context, side, step);
  if (cursor) {
    context.strokeStyle = ink.text;
    context.lineWidth = 2;
    context.strokeRect(cursor.to * step, cursor.from * step, Math.max(step, 4), Math.max(step, 4));
    context.lineWidth = 1;
  }
}

function lines(context, side, step, size) {
  context.strokeStyle = ink.sheet;
  context.beginPath();
  for (let at = 1; at < side; at++) {
    context.moveTo(at * step, 0);
    context.lineTo(at * step, size);
    context.moveTo(0, at * step);
    context.lineTo(size, at * step);
  }
  context.stroke();
}

/** Each core's number where its row and its column meet: what it says to itself takes no channel. */
function numbers(context, side, step) {
  context.fillStyle = ink.text;
  context.font = Math.min(16, Math.round(step / 2)) + "px system-ui, sans-serif";
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (let at = 0; at < side; at++) context.fillText(String(at), (at + 0.5) * step, (at + 0.5) * step);
}
