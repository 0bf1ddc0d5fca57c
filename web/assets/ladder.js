// How much picture a connection can bear. Sound comes first: when the way grows narrow the picture gets smaller, then pauses, and comes back step by step.
// Pure: it is given what was measured, once a second, and says a rung.

/**
 * @typedef {object} Measured   of what we send, over the last second
 * @property {number | null} loss   what the other side missed, 0 to 1
 * @property {number | null} room   what the browser believes it could send, bit/s
 */

/** The rungs, from sound alone upwards: bits a second for the picture, how much smaller it is, and its frames. */
const FULL = { bits: 1_200_000, smaller: 1, frames: 30 };
const RUNGS = [
  { bits: 0, smaller: 1, frames: 0 },
  { bits: 150_000, smaller: 4, frames: 12 },
  { bits: 400_000, smaller: 2, frames: 20 },
  FULL,
];
export const TOP = RUNGS.length - 1;
/** @param {number} number */
export const rungAt = (number) => RUNGS[number] ?? FULL;

/** A second is bad with this much lost, or with less room than the rung below would need. */
const LOSS = 0.1;
const CALM_LOSS = 0.03;
/** Seconds of bad before a step down, and of good before a step up; after a step up that failed, twice as long. */
const DOWN = 3;
const UP = 8;
const LONGEST_UP = 120;
/** How many seconds the browser guesses at first. */
const GUESSING = 10;
/** Sound and what is around it, bit/s. */
const SOUND = 60_000;

export class Ladder {
  #rung = TOP;
  #bad = 0;
  #good = 0;
  #patience = UP;
  /** Seconds since the last step up. */
  #since = Infinity;
  /** Seconds in all: at first the browser's belief is only a guess. */
  #age = 0;

  get rung() {
    return this.#rung;
  }

  /**
   * @param {Measured} measured
   * @returns {boolean} whether the rung is another now
   */
  look({ loss, room }) {
    this.#since += 1;
    this.#age += 1;
    const here = rungAt(this.#rung);
    const narrow = room !== null && this.#age > GUESSING && this.#rung > 0 && room < SOUND + here.bits / 3;
    if ((loss ?? 0) > LOSS || narrow) {
      this.#good = 0;
      this.#bad += 1;
    } else {
      this.#bad = 0;
      if ((loss ?? 0) <= CALM_LOSS) this.#good += 1;
    }
    if (this.#bad >= DOWN && this.#rung > 0) {
      // A step up that did not hold is tried again later and later.
      if (this.#since <= this.#patience) this.#patience = Math.min(this.#patience * 2, LONGEST_UP);
      return this.#step(-1);
    }
    if (this.#good >= this.#patience && this.#rung < TOP) {
      this.#since = 0;
      return this.#step(1);
    }
    if (this.#rung === TOP && this.#good > UP * 4) this.#patience = UP;
    return false;
  }

  /** @param {1 | -1} by */
  #step(by) {
    this.#rung += by;
    this.#bad = this.#good = 0;
    return true;
  }
}

/**
 * How the connection is, in three words that a page has sentences for.
 * @param {{loss: number | null, roundTrip: number | null}} seen   seconds, and 0 to 1
 * @param {number} rung
 */
export function quality({ loss, roundTrip }, rung) {
  if (rung === 0 || (loss ?? 0) > LOSS || (roundTrip ?? 0) > 0.8) return "weak";
  if (rung < TOP || (loss ?? 0) > CALM_LOSS || (roundTrip ?? 0) > 0.3) return "fair";
  return "good";
}
