// Files between two browsers: offered, taken or refused, then sent in pieces over a data channel of their own. They lie in the memory of the two pages and nowhere else.

/**
 * @typedef {"waiting" | "running" | "done" | "refused" | "stopped"} Stage
 * @typedef {{id: number, ours: boolean, name: string, size: number, moved: number, stage: Stage, blob: Blob | null}} Transfer
 * @typedef {object} Ends
 * @property {(message: unknown) => void} tell
 * @property {(transfer: Transfer) => void} changed
 */

/** The largest file, in bytes: it has to fit the memory of a phone. */
export const LARGEST = 100 * 1024 * 1024;
const PIECE = 16 * 1024;
const BUFFERED = 1024 * 1024;
/** How many may be offered at a time. */
const OFFERED = 10;

/**
 * A name that a download may have: no path, nothing invisible, nothing that turns the direction of writing.
 * @param {unknown} given
 */
export function plainName(given) {
  const last = String(given ?? "").split(/[/\\]/).pop() ?? "";
  // eslint-disable-next-line no-control-regex
  const plain = last.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, "").trim();
  return plain.replace(/^\.+/, "").slice(0, 120) || "file";
}

export class Files {
  #ends;
  /** @type {RTCDataChannel | null} */ #channel = null;
  #last = 0;
  /** @type {Map<number, {transfer: Transfer, file: File}>} */ #ours = new Map();
  /** @type {Map<number, {transfer: Transfer, pieces: BlobPart[]}>} */ #theirs = new Map();
  #sending = Promise.resolve();

  /** @param {Ends} ends */
  constructor(ends) {
    this.#ends = ends;
  }

  /**
   * Goes on over this channel. What ran over another one has stopped.
   * @param {RTCDataChannel} channel
   */
  over(channel) {
    this.#stopAll();
    channel.binaryType = "arraybuffer";
    channel.bufferedAmountLowThreshold = BUFFERED / 2;
    channel.onmessage = ({ data }) => channel === this.#channel && data instanceof ArrayBuffer && this.#piece(data);
    channel.onclose = () => channel === this.#channel && this.#stopAll();
    this.#channel = channel;
  }

  close() {
    this.#stopAll();
    this.#channel = null;
  }

  /**
   * Offers a file.
   * @param {File} file
   */
  offer(file) {
    const id = (this.#last += 1);
    const transfer = { id, ours: true, name: plainName(file.name), size: file.size, moved: 0, stage: /** @type {Stage} */ ("waiting"), blob: null };
    const ready = this.#channel?.readyState === "open";
    if (!ready || file.size > LARGEST || this.#ours.size >= OFFERED) {
      this.#to(transfer, "stopped");
      return;
    }
    this.#ours.set(id, { transfer, file });
    this.#ends.tell({ file: { what: "offer", id, name: transfer.name, size: file.size } });
    this.#ends.changed(transfer);
  }

  /** @param {Transfer} transfer */
  take(transfer) {
    if (!this.#theirs.has(transfer.id) || transfer.stage !== "waiting") return;
    this.#to(transfer, "running");
    this.#ends.tell({ file: { what: "take", id: transfer.id } });
    if (transfer.size === 0) this.#arrived(transfer.id);
  }

  /**
   * Refuses an offer, withdraws one, or breaks off.
   * @param {Transfer} transfer
   */
  stop(transfer) {
    const known = transfer.ours ? this.#ours.delete(transfer.id) : this.#theirs.delete(transfer.id);
    if (!known) return;
    const refused = !transfer.ours && transfer.stage === "waiting";
    this.#ends.tell({ file: { what: refused ? "refuse" : transfer.ours ? "withdraw" : "stop", id: transfer.id } });
    this.#to(transfer, refused ? "refused" : "stopped");
  }

  /** @param {any} message what came under `file` */
  hear({ what, id, name, size }) {
    if (!Number.isSafeInteger(id)) return;
    const ours = this.#ours.get(id);
    if (what === "offer") {
      if (!Number.isSafeInteger(size) || size < 0 || size > LARGEST || this.#theirs.has(id) || this.#theirs.size >= OFFERED) return;
      const transfer = { id, ours: false, name: plainName(name), size, moved: 0, stage: /** @type {Stage} */ ("waiting"), blob: null };
      this.#theirs.set(id, { transfer, pieces: [] });
      this.#ends.changed(transfer);
    } else if (what === "withdraw") {
      const theirs = this.#theirs.get(id);
      this.#theirs.delete(id);
      if (theirs) this.#to(theirs.transfer, "stopped");
    } else if (!ours) {
      return;
    } else if (what === "take" && ours.transfer.stage === "waiting") {
      this.#to(ours.transfer, "running");
      this.#sending = this.#sending.then(() => this.#send(id)).catch(() => this.stop(ours.transfer));
    } else if (what === "refuse" || what === "stop" || what === "done") {
      this.#ours.delete(id);
      this.#to(ours.transfer, what === "refuse" ? "refused" : what === "done" ? "done" : "stopped");
    }
  }

  /** @param {number} id */
  async #send(id) {
    const channel = this.#channel;
    const known = this.#ours.get(id);
    if (!known || !channel) return;
    const { transfer, file } = known;
    for (let at = 0; at < file.size; at += PIECE) {
      const piece = await file.slice(at, at + PIECE).arrayBuffer();
      if (channel.bufferedAmount > BUFFERED) await drained(channel);
      if (channel !== this.#channel || !this.#ours.has(id)) return;
      // Each piece says whose it is: one of a file that was stopped meanwhile may still be on its way.
      const framed = new Uint8Array(4 + piece.byteLength);
      new DataView(framed.buffer).setUint32(0, id);
      framed.set(new Uint8Array(piece), 4);
      channel.send(framed);
      transfer.moved = at + piece.byteLength;
      this.#ends.changed(transfer);
    }
  }

  /** @param {ArrayBuffer} framed */
  #piece(framed) {
    if (framed.byteLength < 4) return;
    const id = new DataView(framed).getUint32(0);
    const known = this.#theirs.get(id);
    if (!known || known.transfer.stage !== "running") return;
    const { transfer, pieces } = known;
    pieces.push(framed.slice(4));
    transfer.moved += framed.byteLength - 4;
    if (transfer.moved > transfer.size) this.stop(transfer);
    else if (transfer.moved === transfer.size) this.#arrived(id);
    else this.#ends.changed(transfer);
  }

  /** @param {number} id */
  #arrived(id) {
    const known = this.#theirs.get(id);
    if (!known) return;
    this.#theirs.delete(id);
    // Never shown in the page, whatever it calls itself: only saved.
    known.transfer.blob = new Blob(known.pieces, { type: "application/octet-stream" });
    this.#ends.tell({ file: { what: "done", id } });
    this.#to(known.transfer, "done");
  }

  #stopAll() {
    const all = [...this.#ours.values(), ...this.#theirs.values()];
    this.#ours.clear();
    this.#theirs.clear();
    for (const { transfer } of all) this.#to(transfer, "stopped");
  }

  /** @param {Transfer} transfer @param {Stage} stage */
  #to(transfer, stage) {
    transfer.stage = stage;
    this.#ends.changed(transfer);
  }
}

/** @param {RTCDataChannel} channel */
function drained(channel) {
  return new Promise((resolve) => {
    const done = () => {
      channel.removeEventListener("bufferedamountlow", done);
      channel.removeEventListener("close", done);
      resolve(undefined);
    };
    channel.addEventListener("bufferedamountlow", done);
    channel.addEventListener("close", done);
  });
}
