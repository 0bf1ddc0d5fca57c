// The technical data of a call (C5): bounded here and checked again by the server (web/src/room/technical.rs). It is sent once, at the end.

import { main, sinceOpened } from "./call-page.js";

/** @typedef {import("./figures.js").Figures} Figures */

const seconds = () => Math.round(sinceOpened() / 1000);

const report = {
  version: 1,
  duration_s: 0,
  connected_after_ms: /** @type {number | null} */ (null),
  reconnections: 0,
  path: "unknown",
  permissions: { camera: "unknown", microphone: "unknown" },
  samples: /** @type {object[]} */ ([]),
  actions: /** @type {{at_s: number, what: string}[]} */ ([]),
};
let sampleEvery = 5;
let reported = false;

/** How camera and microphone stand; whoever tries them writes it here. */
export const permissions = report.permissions;

/** @param {string} what */
export function did(what) {
  if (report.actions.length < 200) report.actions.push({ at_s: seconds(), what });
}

export function connected() {
  report.connected_after_ms ??= Math.round(sinceOpened());
  did("connected");
}

export function reconnecting() {
  report.reconnections += 1;
  did("reconnecting");
}

/** @param {boolean | null} relayed */
export function goes(relayed) {
  if (relayed !== null) report.path = relayed ? "relayed" : "direct";
}

/** @type {{figures: Figures, at: number} | null} */ let last = null;

/** @param {Figures} now */
export function sample(now) {
  const time = performance.now();
  const before = last;
  if (before && time - before.at < sampleEvery * 1000 - 500) return;
  last = { figures: now, at: time };
  if (!before || now.bytesIn < before.figures.bytesIn) return;
  const span = (time - before.at) / 1000;
  const lost = Math.max(0, now.lost - before.figures.lost);
  const all = lost + now.packets - before.figures.packets;
  /** @param {number | null} value @param {number} scale @param {number} most */
  const whole = (value, scale, most) => (value === null ? null : Math.min(most, Math.max(0, Math.round(value * scale))));
  report.samples.push({
    at_s: seconds(),
    round_trip_ms: whole(now.roundTrip, 1000, 60000),
    loss_permille: all > 0 ? whole(lost / all, 1000, 1000) : null,
    jitter_ms: whole(now.jitter, 1000, 60000),
    in_kbps: whole(now.bytesIn - before.figures.bytesIn, 0.008 / span, 1000000),
    out_kbps: whole(Math.max(0, now.bytesOut - before.figures.bytesOut), 0.008 / span, 1000000),
    width: now.width,
    height: now.height,
    frames: whole(now.frames, 1, 240),
    relayed: now.relayed,
  });
  // A long call keeps as many samples, further apart.
  if (report.samples.length >= 120) {
    report.samples = report.samples.filter((_, index) => index % 2 === 1);
    sampleEvery *= 2;
  }
}

export function send() {
  const url = main.dataset["technical"];
  if (reported || !url) return;
  reported = true;
  report.duration_s = seconds();
  const body = JSON.stringify(report);
  const headers = { "content-type": "application/json" };
  fetch(url, { method: "POST", body, headers, keepalive: true }).catch(() => {
    navigator.sendBeacon(url, new Blob([body], { type: "application/json" }));
  });
}
