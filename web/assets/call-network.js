// How the connection is, in words and bars, how much picture it can bear, and when its way is another.

import { at, main, sentence } from "./call-page.js";
import { Ladder, quality } from "./ladder.js";

export { Ladder };

/**
 * Takes one look, shows it, and tells whether more or less picture is to be sent.
 * @param {Ladder} ladder
 * @param {import("./figures.js").Figures} figures
 * @param {boolean} picture   whether one is sent at all: without one nothing is known of the room for it
 * @param {boolean} shown   whether it is the connection whose quality is shown
 */
export function look(ladder, figures, picture, shown) {
  const changed = ladder.look({ loss: figures.missed, room: picture ? figures.room : null });
  if (!shown) return changed;
  const word = quality({ loss: figures.missed, roundTrip: figures.roundTrip }, ladder.rung);
  if (main.dataset["quality"] !== word) {
    main.dataset["quality"] = word;
    at("quality-words").textContent = sentence(`quality-${word}`);
    at("quality").hidden = false;
  }
  at("own-saving").hidden = !picture || ladder.rung > 0;
  return changed;
}

/** @param {() => void} changed */
export function changes(changed) {
  addEventListener("online", changed);
  /** @type {any} */
  const wire = /** @type {any} */ (navigator).connection;
  // It also tells of every new guess at the speed; only another kind of network is another way.
  let kind = wire?.type;
  wire?.addEventListener?.("change", () => {
    if (wire.type !== kind) changed();
    kind = wire.type;
  });
}
