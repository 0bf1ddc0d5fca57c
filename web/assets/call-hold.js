// On hold: nothing of anybody goes out, and nothing that comes in is played. The one who holds the call puts all on hold, and takes them off it.

import * as devices from "./call-devices.js";
import { at, main } from "./call-page.js";
import * as tiles from "./call-tiles.js";

const own = document.getElementById("hold") !== null;
let on = false;
/** Whether the room hears us. */
let reached = false;
/** @type {(on: boolean) => void} */ let say = () => undefined;

export const held = () => on;

function show() {
  main.dataset["hold"] = on ? "on" : "off";
  at("on-hold").hidden = !on;
  if (!own) return;
  for (const button of /** @type {HTMLButtonElement[]} */ ([at("hold"), at("back-to-the-call")])) button.disabled = !reached;
}

/** @param {boolean} next */
function turn(next) {
  if (next === on) return;
  on = next;
  // First what goes out: whoever is told that they are on hold is.
  devices.hold(on);
  tiles.hold(on);
  show();
  if (!own) return;
  (on ? at("back-to-the-call") : at("open-more")).focus();
}

/**
 * The room says how it stands.
 * @param {boolean | null} next   nothing where nobody has said so since the room was made: then it stays as it was
 * @param {boolean} anew          our place in the room is a new one
 */
export function stands(next, anew) {
  // A server that was started again does not know, and one that has missed us for long took the others off it: whoever holds the call says it again, and stays on hold meanwhile.
  if (next !== true && anew && own && on) say(true);
  else if (next !== null) turn(next);
}

/** @param {boolean} now */
export function reaches(now) {
  reached = now;
  show();
}

/** @param {(on: boolean) => void} says */
export function start(says) {
  say = says;
  if (!own) return;
  at("hold").addEventListener("click", () => {
    at("close-more").click();
    say(true);
  });
  at("back-to-the-call").addEventListener("click", () => say(false));
}
