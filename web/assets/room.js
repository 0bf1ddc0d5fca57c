// The socket to the room: joins, resumes, comes back by itself. Carries signals and never looks into them.
// The messages are described in web/src/room/PROTOCOL.md.

/**
 * @typedef {{client: number, person: number, side: "visitor" | "professional" | "colleague" | "guest", instance: string, away: boolean, you_offer: boolean}} Other
 * @typedef {{client: number, side: Other["side"]}} Out
 * @typedef {"connecting" | "connected" | "disconnected" | "failed"} Connection
 * @typedef {object} Listener
 * @property {(iceServers: RTCIceServer[], relayOnly: boolean) => void} ways   the relay with a pass for it, now and whenever it is renewed
 * @property {(others: Other[], lost: Other[]) => void} welcome  we have a new place; these are there, and those were lost
 * @property {(other: Other) => void} joined
 * @property {(client: number) => void} away      their socket is lost
 * @property {(client: number) => void} back
 * @property {(client: number, why: "left" | "lost" | "replaced" | "put-out") => void} gone
 * @property {(from: number, data: unknown) => void} signal
 * @property {(closed: boolean, out: Out[]) => void} stands   whether newcomers are taken in, and for a professional who was put out
 * @property {(closed: boolean) => void} door
 * @property {(client: number) => void} letIn     who was put out under this number may come back
 * @property {(on: boolean | null, anew: boolean) => void} hold   everybody is on hold, or not; nothing where nobody said so since the room was made. Whether our place is a new one
 * @property {() => boolean} held                whether we are on hold, which a room made anew does not know
 * @property {() => void} guests                 something changed among the guests who are not in the room
 * @property {() => void} shut                   the room takes in nobody new: we knock again
 * @property {(what: string, why: string) => void} denied   what we asked of the room was not done
 * @property {() => void} ended
 * @property {(open: boolean) => void} socket     ours opened (and joined) or was lost
 * @property {(word: string) => void} refused     closed for good: replaced, full, protocol
 */

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 5000;
const OUTBOX = 256;
const ACK_EVERY = 32;
/** Close codes after which coming back makes no sense. @type {Record<number, string>} */
const FINAL = { 4000: "protocol", 4001: "replaced", 4006: "full", 4008: "not-allowed", 4009: "put-out", 4011: "waits", 4012: "new-part" };
/** Nobody new is taken in, for now. */
const SHUT = 4010;

/** Random text of 16 bytes. */
function word() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Room {
  /** @type {WebSocket | null} */ #socket = null;
  #url;
  #listener;
  #instance = word();
  /** @type {string | null} */ #token = null;
  #received = 0;
  #acknowledged = 0;
  #n = 0;
  /** @type {{n: number, text: string}[]} */ #outbox = [];
  #relayOnly = false;
  #joined = false;
  #over = false;
  #pause = FIRST_PAUSE;
  #silence = 35000;
  #retry = 0;
  #watch = 0;

  /**
   * @param {string} url
   * @param {Listener} listener
   */
  constructor(url, listener) {
    const full = new URL(url, location.href);
    full.protocol = full.protocol === "http:" ? "ws:" : "wss:";
    this.#url = full.href;
    this.#listener = listener;
    addEventListener("online", () => this.#hurry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.#hurry());
    this.#open();
  }

  get joined() {
    return this.#joined;
  }

  /**
   * Reaches the other as long as both keep their places, also when a socket is lost meanwhile.
   * @param {number} to
   * @param {unknown} data
   */
  signal(to, data) {
    if (this.#over) return;
    this.#n += 1;
    const text = JSON.stringify({ signal: { n: this.#n, to, data } });
    this.#outbox.push({ n: this.#n, text });
    // More than the server would keep for us: our place is lost anyway, and a new one starts clean.
    if (this.#outbox.length > OUTBOX) this.#token = null;
    if (this.#joined) this.#send(text);
  }

  /**
   * @param {number} about
   * @param {Connection} state
   */
  report(about, state) {
    this.#say({ report: { about, state } });
  }

  leave() {
    this.#say({ leave: {} });
    this.#finish();
  }

  end() {
    this.#say({ end: {} });
  }

  /** @param {number} client */
  putOut(client) {
    this.#say({ "put-out": { client } });
  }

  /** @param {number} client */
  letIn(client) {
    this.#say({ "let-in": { client } });
  }

  /** @param {boolean} on */
  hold(on) {
    this.#say({ hold: { on } });
  }

  /** @param {boolean} closed */
  door(closed) {
    this.#say({ door: { closed } });
  }

  /** Stops without saying goodbye: the page goes away, and may come back by a reload. */
  close() {
    this.#finish();
  }

  #finish() {
    this.#over = true;
    this.#joined = false;
    clearTimeout(this.#retry);
    clearTimeout(this.#watch);
    this.#socket?.close(1000);
  }

  /** @param {unknown} message */
  #say(message) {
    if (this.#joined) this.#send(JSON.stringify(message));
  }

  /** @param {string} text */
  #send(text) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  #open() {
    if (this.#over) return;
    clearTimeout(this.#retry);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => {
      const resume = this.#token === null ? {} : { resume: { token: this.#token, received: this.#received } };
      const held = this.#listener.held() ? { held: true } : {};
      socket.send(JSON.stringify({ join: { instance: this.#instance, ...held, ...resume } }));
    };
    socket.onmessage = (event) => {
      if (socket === this.#socket && typeof event.data === "string") this.#hear(JSON.parse(event.data));
    };
    socket.onclose = (event) => socket === this.#socket && this.#lost(event.code);
    // A network that swallows packets gives no error for a minute.
    this.#watchFor(10000);
  }

  /** @param {number} milliseconds */
  #watchFor(milliseconds) {
    clearTimeout(this.#watch);
    const socket = this.#socket;
    this.#watch = setTimeout(() => {
      if (socket !== this.#socket || this.#over) return;
      this.#socket = null;
      socket?.close();
      this.#lost(0);
    }, milliseconds);
  }

  /** @param {number} code */
  #lost(code) {
    clearTimeout(this.#watch);
    this.#socket = null;
    const was = this.#joined;
    this.#joined = false;
    if (this.#over) return;
    if (was) this.#listener.socket(false);
    const final = FINAL[code];
    if (final !== undefined) {
      this.#over = true;
      this.#listener.refused(final);
      return;
    }
    if (code === SHUT) {
      this.#pause = LONGEST_PAUSE;
      this.#listener.shut();
    }
    // Spread out, so that a restarted server is not met by everybody at once.
    this.#retry = setTimeout(() => this.#open(), this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  /** The network is back or someone looks: try now, and find out soon whether a socket that seems open is dead. */
  #hurry() {
    if (this.#over) return;
    this.#pause = FIRST_PAUSE;
    if (this.#socket === null) this.#open();
  }

  /** @param {any} message */
  #hear(message) {
    this.#watchFor(this.#silence);
    if (message.welcome) this.#welcome(message.welcome);
    else if (message.relay) this.#listener.ways(message.relay.ice_servers, this.#relayOnly);
    else if (message.beat) {
      this.#trim(message.beat.received);
      this.#acknowledge();
    } else if (message.news) {
      const { seq, what } = message.news;
      if (what.ended) {
        this.#over = true;
        this.#finish();
        this.#listener.ended();
        return;
      }
      if (seq <= this.#received) return;
      this.#received = seq;
      if (seq - this.#acknowledged >= ACK_EVERY) this.#acknowledge();
      this.#tell(what);
    }
  }

  /** @param {any} welcome */
  #welcome(welcome) {
    this.#pause = FIRST_PAUSE;
    this.#silence = (2 * welcome.heartbeat + 5) * 1000;
    this.#token = welcome.token;
    this.#joined = true;
    if (welcome.resumed) {
      this.#trim(welcome.received);
    } else {
      // A new place has new numbers; what was meant for the old one is void.
      this.#received = this.#acknowledged = this.#n = 0;
      this.#outbox = [];
    }
    this.#relayOnly = welcome.relay_only;
    this.#listener.ways(welcome.ice_servers, this.#relayOnly);
    for (const { text } of this.#outbox) this.#send(text);
    if (!welcome.resumed) this.#listener.welcome(welcome.others, welcome.lost);
    this.#listener.stands(welcome.closed, welcome.out);
    this.#listener.hold(welcome.hold, !welcome.resumed);
    this.#listener.socket(true);
  }

  /** @param {any} what */
  #tell(what) {
    const listener = this.#listener;
    if (what.signal) listener.signal(what.signal.from, what.signal.data);
    else if (what.joined) listener.joined(what.joined);
    else if (what.away) listener.away(what.away.client);
    else if (what.back) listener.back(what.back.client);
    else if (what.hold) listener.hold(what.hold.on, false);
    else if (what.guests) listener.guests();
    else if (what.refused) listener.denied(what.refused.what, what.refused.why);
    else if (what.door) listener.door(what.door.closed);
    else if (what["let-in"]) listener.letIn(what["let-in"].client);
    else if (what.gone) listener.gone(what.gone.client, what.gone.why);
  }

  /** @param {number} received */
  #trim(received) {
    this.#outbox = this.#outbox.filter(({ n }) => n > received);
  }

  #acknowledge() {
    this.#acknowledged = this.#received;
    this.#say({ ack: { seq: this.#received } });
  }
}
