// Messages between two browsers, over their data channel and nowhere else. Each is repeated until the other side has it, also over a new connection; nothing is stored.

/**
 * @typedef {object} Ends
 * @property {(message: unknown) => void} tell             sends; what is told while the channel is away is lost
 * @property {(text: string) => void} heard                a message came
 * @property {(number: number) => void} delivered          ours with this number has arrived
 */

/** The longest message, in characters: with the worst of escaping it still fits a frame of the channel. */
export const LONGEST = 600;
/** More that nobody has taken is refused: they are not there. */
const KEPT = 200;

export class Chat {
  #ends;
  #last = 0;
  #had = 0;
  /** @type {Map<number, string>} */ #waiting = new Map();

  /** @param {Ends} ends */
  constructor(ends) {
    this.#ends = ends;
  }

  /**
   * Says this, and gives its number; 0 when too much waits already.
   * @param {string} text
   */
  say(text) {
    if (this.#waiting.size >= KEPT) return 0;
    this.#last += 1;
    this.#waiting.set(this.#last, text);
    this.#send(this.#last, text);
    return this.#last;
  }

  /** The channel is there, for the first time or again: what was not taken is said again. */
  opened() {
    for (const [number, text] of this.#waiting) this.#send(number, text);
  }

  /**
   * @param {any} message what came under `chat`
   */
  hear(message) {
    if (Number.isSafeInteger(message.had)) {
      for (const number of [...this.#waiting.keys()]) {
        if (number > message.had) continue;
        this.#waiting.delete(number);
        this.#ends.delivered(number);
      }
      return;
    }
    const { n, text } = message;
    if (!Number.isSafeInteger(n) || typeof text !== "string" || text.length > LONGEST) return;
    // In order and without gaps, because the channel is; anything else was here before.
    if (n === this.#had + 1) {
      this.#had = n;
      this.#ends.heard(text);
    }
    this.#ends.tell({ chat: { had: this.#had } });
  }

  /** @param {number} n @param {string} text */
  #send(n, text) {
    this.#ends.tell({ chat: { n, text } });
  }
}
