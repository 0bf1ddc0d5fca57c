// The data channel between two browsers: what each has switched on, messages and files, and the agreement on the short code (see room/PROTOCOL.md). It outlives
// connections: what was agreed holds as long as the certificates do.

import { Chat } from "./chat.js";
import { Agreement, bind } from "./code.js";
import { Files } from "./files.js";

/**
 * @typedef {{audio: boolean, video: boolean, screen: boolean, saving: boolean}} Sending   `saving`: the picture pauses because the way is narrow
 * @typedef {number[] | "pending" | "failed"} Code   five numbers below 64, or none yet, or none to be had
 * @typedef {object} Ends
 * @property {boolean} initiator                        the older of the two
 * @property {(step: () => void) => void} inTurn        what happens on the channel waits its turn among the signals
 * @property {(code: Code) => void} code
 * @property {(sending: Sending) => void} theirs        what the other one has switched on
 * @property {() => void} agreed
 * @property {(text: string) => void} heard              a message
 * @property {(number: number) => void} delivered       our message with this number
 * @property {(transfer: import("./files.js").Transfer) => void} file
 * @property {() => void} lost                          their page went away: known seconds before ICE notices
 */

/** Media that runs this long without an agreed code is said to have none. */
const CODE_WITHIN = 10000;

export class Talk {
  #ends;
  /** @type {RTCPeerConnection | null} */ #pc = null;
  /** @type {RTCDataChannel | null} */ #channel = null;
  /** @type {Agreement | null} */ #agreement = null;
  /** @type {Sending} */ #sending = { audio: false, video: false, screen: false, saving: false };
  #timer = 0;
  #begun = false;

  /** @param {Ends} ends */
  constructor(ends) {
    this.#ends = ends;
    const tell = (/** @type {unknown} */ message) => this.#tell(message);
    this.chat = new Chat({ tell, heard: ends.heard, delivered: ends.delivered });
    this.files = new Files({ tell, changed: ends.file });
    ends.code("pending");
  }

  /** Whether anything may have been said: the channel has been open. */
  get begun() {
    return this.#begun;
  }

  /** @param {Sending} sending */
  setSending(sending) {
    this.#sending = sending;
    this.#tell({ sending });
  }

  /**
   * Goes on over this connection.
   * @param {RTCPeerConnection} pc
   */
  over(pc) {
    const channel = pc.createDataChannel("call", { negotiated: true, id: 0 });
    this.#pc = pc;
    this.#channel = channel;
    const mine = () => channel === this.#channel;
    // The channel can be open before the answer that opened it has been applied here: both wait their turn.
    channel.onopen = () => this.#ends.inTurn(() => void (mine() && this.#opened()));
    channel.onmessage = ({ data }) => this.#ends.inTurn(() => void (mine() && this.#said(data)));
    channel.onclose = () => mine() && this.#ends.lost();
    this.files.over(pc.createDataChannel("files", { negotiated: true, id: 1 }));
  }

  close() {
    // A code that is still being reckoned is nobody's any more.
    this.#channel = this.#pc = this.#agreement = null;
    this.files.close();
    clearTimeout(this.#timer);
  }

  /** Media runs: a code agreed for other certificates says nothing about it, and one that never comes is a warning. */
  watch() {
    if (!this.#channel) return;
    const binding = this.#binding();
    if (this.#agreement && this.#agreement.binding !== binding) {
      this.#agreement = null;
      this.#ends.code("pending");
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (!this.#agreement?.done) this.#ends.code("failed");
    }, CODE_WITHIN);
  }

  /** What the code has to bind; null where it could not prove anything. */
  #binding() {
    try {
      return bind(this.#pc?.localDescription?.sdp ?? "", this.#pc?.remoteDescription?.sdp ?? "");
    } catch {
      return null;
    }
  }

  #opened() {
    this.#begun = true;
    this.#tell({ sending: this.#sending });
    this.chat.opened();
    const { initiator, code } = this.#ends;
    const binding = this.#binding();
    if (binding === null) {
      code("failed");
      return;
    }
    // The same two certificates: what was agreed still holds.
    if (this.#agreement?.binding === binding && this.#agreement.done) return;
    code("pending");
    /** @type {Agreement} */
    const agreement = new Agreement({
      initiator,
      binding,
      send: (message) => this.#tell(message),
      agreed: (numbers) => {
        this.#ends.agreed();
        if (agreement === this.#agreement) code(numbers);
      },
      broken: () => {
        if (agreement === this.#agreement) code("failed");
      },
    });
    this.#agreement = agreement;
    agreement.start();
  }

  /** @param {unknown} data */
  #said(data) {
    if (typeof data !== "string" || data.length > 4096) return;
    const message = JSON.parse(data);
    if (message.code) this.#agreement?.hear(message);
    else if (message.chat) this.chat.hear(message.chat);
    else if (message.file) this.files.hear(message.file);
    else if (message.sending) {
      const { audio, video, screen, saving } = message.sending;
      this.#ends.theirs({ audio: !!audio, video: !!video, screen: !!screen, saving: !!saving });
    }
  }

  /** @param {unknown} message */
  #tell(message) {
    if (this.#channel?.readyState === "open") this.#channel.send(JSON.stringify(message));
  }
}
