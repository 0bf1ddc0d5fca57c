// The short code: five pictures that both see, and that differ if anybody sits in the middle.
// Commit, then reveal: without it a code this short could be forged in a quarter of a second.

const NONCE = 32;
/** One in the middle gets one guess in 2^30 a run; so runs are few. */
export const RUNS = 5;

/**
 * 64 pictures that nobody mixes up: the views of pictures.svg, eight in a row as they are drawn there. They need no font. Their names come from the page, in
 * this order, in the reader's language.
 */
export const PICTURES = (
  "cat dog horse cow pig sheep goat rabbit " +
  "bear elephant camel giraffe penguin owl duck rooster " +
  "turtle dolphin whale octopus butterfly bee snail ladybird " +
  "fir-tree cactus sunflower tulip mushroom clover moon star " +
  "rainbow fire snowman wave apple lemon banana melon " +
  "grapes strawberry carrot sweetcorn bread cheese egg cake " +
  "key bell hammer magnet candle book scissors umbrella " +
  "clock balloon present guitar drum bicycle train sailing-boat"
).split(" ");

/**
 * @typedef {{code: "commit" | "answer" | "reveal", value: string} | {code: "ask"}} CodeMessage
 * @typedef {object} Ends
 * @property {boolean} initiator           the older of the two
 * @property {string} binding              from `bind`
 * @property {(message: CodeMessage) => void} send
 * @property {(code: number[]) => unknown} agreed   five numbers below 64
 * @property {() => unknown} broken           the other side did not keep to its commitment
 */

/**
 * What the code binds together: the certificates' fingerprints of both ends, the same text on both.
 * @param {string} local
 * @param {string} remote
 */
export function bind(local, remote) {
  return [fingerprints(local), fingerprints(remote)].sort().join("|");
}

/**
 * The fingerprints one description vouches for. Anything but SHA-256 is refused.
 * @param {string} sdp
 */
export function fingerprints(sdp) {
  const lines = [...sdp.matchAll(/^a=fingerprint:(\S+) +(\S+)\s*$/gim)];
  const found = lines.map(([, hash = "", value = ""]) => {
    if (hash.toLowerCase() !== "sha-256" || !/^([0-9a-f]{2}:){31}[0-9a-f]{2}$/i.test(value)) {
      throw new Error("a fingerprint that is not SHA-256");
    }
    return value.toLowerCase();
  });
  if (found.length === 0) throw new Error("no fingerprint");
  return [...new Set(found)].sort().join(",");
}

/**
 * @param {string} purpose
 * @param {...(Uint8Array | string)} parts
 */
async function hash(purpose, ...parts) {
  const encoder = new TextEncoder();
  const bytes = [purpose, ...parts].flatMap((part) => Array.from(typeof part === "string" ? encoder.encode(part) : part));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
}

/**
 * @param {string} binding
 * @param {Uint8Array} first
 * @param {Uint8Array} second
 */
async function pictures(binding, first, second) {
  const digest = await hash("sas", binding, first, second);
  const bits = Array.from(digest.slice(0, 4), (byte) => byte.toString(2).padStart(8, "0")).join("");
  return [0, 6, 12, 18, 24].map((at) => parseInt(bits.slice(at, at + 6), 2));
}

/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

/** @param {unknown} text */
function unhex(text) {
  if (typeof text !== "string" || !/^[0-9a-f]{64}$/.test(text)) throw new Error("not 32 bytes");
  return Uint8Array.from({ length: NONCE }, (_, i) => parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** One agreement on a code, over one pair of certificates. */
export class Agreement {
  #ends;
  #runs = 0;
  #mine = new Uint8Array(NONCE);
  #commit = "";
  /** @type {"idle" | "committed" | "answered" | "done"} */ #stage = "idle";
  /** Messages are taken one after the other, though hashing is not instant. */
  #queue = Promise.resolve();

  /** @param {Ends} ends */
  constructor(ends) {
    this.#ends = ends;
  }

  get binding() {
    return this.#ends.binding;
  }

  get done() {
    return this.#stage === "done";
  }

  /** Begins, or begins again on a new channel. The initiator commits, the other one asks for it. */
  start() {
    this.#enqueue(() => (this.#ends.initiator ? this.#begin() : this.#ends.send({ code: "ask" })));
  }

  /** @param {any} message */
  hear(message) {
    this.#enqueue(() => this.#take(message));
  }

  /** @param {() => void | Promise<void>} step */
  #enqueue(step) {
    this.#queue = this.#queue.then(step).catch(() => {
      this.#stage = "idle";
      this.#ends.broken();
    });
  }

  #count() {
    this.#runs += 1;
    if (this.#runs > RUNS) throw new Error("too many runs");
    this.#mine = crypto.getRandomValues(new Uint8Array(NONCE));
  }

  async #begin() {
    this.#count();
    this.#stage = "committed";
    this.#ends.send({ code: "commit", value: hex(await hash("commit", this.#mine, this.binding)) });
  }

  /** @param {{code: string, value?: unknown}} message */
  async #take({ code, value }) {
    const { initiator, send, agreed } = this.#ends;
    if (initiator && code === "ask") {
      // Asked at the start, while our commitment is on its way, or after a lost channel.
      if (this.#stage !== "committed") await this.#begin();
    } else if (initiator && code === "answer" && this.#stage === "committed") {
      const theirs = unhex(value);
      send({ code: "reveal", value: hex(this.#mine) });
      this.#stage = "done";
      agreed(await pictures(this.binding, this.#mine, theirs));
    } else if (!initiator && code === "commit") {
      this.#commit = hex(unhex(value));
      this.#count();
      this.#stage = "answered";
      send({ code: "answer", value: hex(this.#mine) });
    } else if (!initiator && code === "reveal" && this.#stage === "answered") {
      const theirs = unhex(value);
      if (hex(await hash("commit", theirs, this.binding)) !== this.#commit) throw new Error("not what was committed");
      this.#stage = "done";
      agreed(await pictures(this.binding, theirs, this.#mine));
    } else {
      throw new Error("out of turn");
    }
  }
}
