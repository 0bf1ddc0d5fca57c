// Measures the connection against the server's own participant, over the same kind of connection that a call takes: round trip, loss, speed both ways, and
// whether picture and sound come back. The participant keeps nothing of it.

/** @typedef {import("./check-advice.js").Measured} Measured */

/** How long a connection may take before it counts as blocked. Browsers themselves go on for up to half a minute. */
const CONNECTS = 10_000;
/** How long picture and sound go on afterwards: less than the participant stays. */
const LASTS = 40_000;
const PINGS = 30;
const BETWEEN_PINGS = 40;
/** Bytes that are sent to measure how fast they arrive, for how long at most, in what portions, and how many wait at a time. */
const UP = 2 * 1024 * 1024;
const UP_LASTS = 2_000;
const CHUNK = 16 * 1024;
const AHEAD = 8 * CHUNK;

/** @param {number} ms */
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Waits for something that may never come. @template T @param {Promise<T>} promise @param {number} ms @returns {Promise<T | undefined>} */
const within = (promise, ms) => Promise.race([promise, pause(ms).then(() => undefined)]);

export class Measurement {
  /** With a relay, through the relay alone. @param {{ offer: string, relay?: RTCIceServer | undefined, tracks: MediaStreamTrack[], returned: (stream: MediaStream) => void }} options */
  constructor({ offer, relay, tracks, returned }) {
    this.offer = offer;
    this.tracks = tracks;
    this.returned = returned;
    this.closed = false;
    this.relayed = relay !== undefined;
    this.peer = new RTCPeerConnection(relay ? { iceServers: [relay], iceTransportPolicy: "relay" } : {});
    this.echo = this.peer.createDataChannel("echo", { ordered: false, maxRetransmits: 0 });
    this.flow = this.peer.createDataChannel("flow");
    for (const channel of [this.echo, this.flow]) channel.binaryType = "arraybuffer";
    const back = new MediaStream();
    this.peer.addEventListener("track", ({ track }) => {
      back.addTrack(track);
      if (track.kind === "video") this.returned(back);
    });
    /** @type {Map<string, RTCRtpSender>} */
    this.senders = new Map();
    for (const track of tracks) this.senders.set(track.kind, this.peer.addTransceiver(track, { direction: "sendrecv" }).sender);
  }

  /** Shows the participant another device. @param {MediaStreamTrack | undefined} track @param {"audio" | "video"} kind */
  async replace(kind, track) {
    if (!this.closed) await this.senders.get(kind)?.replaceTrack(track ?? null);
  }

  close() {
    if (this.closed) return;
    this.closed = true;
    this.peer.close();
  }

  /** @returns {Promise<Measured>} */
  async run() {
    try {
      if (!(await this.#reach())) return { reached: "unmeasured" };
    } catch {
      this.close();
      return { reached: "unmeasured" };
    }
    if (!(await this.#connected())) {
      const left = this.closed;
      this.close();
      return { reached: left ? "unmeasured" : this.relayed ? "blocked" : "not-directly" };
    }
    setTimeout(() => this.close(), LASTS);
    try {
      const pinged = await this.#ping();
      const up = await this.#up();
      const down = await this.#down();
      return { reached: this.relayed ? "by-relay" : "directly", ...pinged, up, down, ...await this.#reflected() };
    } catch {
      // The page went on, or the connection broke while it was measured.
      this.close();
      return { reached: "unmeasured" };
    }
  }

  /** Offer and answer; `false` where nobody is there to answer. The participant looks for nobody, so that no address needs to be gathered first. */
  async #reach() {
    await this.peer.setLocalDescription();
    const answer = await fetch(this.offer, {
      method: "POST", headers: { "content-type": "application/json" },
      body: JSON.stringify({ sdp: this.peer.localDescription?.sdp }), signal: AbortSignal.timeout(8000),
    });
    if (!answer.ok) return false;
    await this.peer.setRemoteDescription({ type: "answer", sdp: (await answer.json()).sdp });
    return true;
  }

  async #connected() {
    const open = Promise.all([this.echo, this.flow].map((channel) => new Promise((done) => {
      if (channel.readyState === "open") done(true);
      channel.addEventListener("open", () => done(true));
    })));
    const failed = new Promise((done) => {
      this.peer.addEventListener("connectionstatechange", () => {
        if (["failed", "closed"].includes(this.peer.connectionState)) done(undefined);
      });
    });
    return await within(Promise.race([open, failed]), CONNECTS) !== undefined;
  }

  async #ping() {
    /** @type {number[]} */
    const sent = [];
    /** @type {number[]} */
    const took = [];
    const all = new Promise((done) => {
      this.echo.onmessage = ({ data }) => {
        const at = sent[new Uint32Array(data)[0] ?? PINGS];
        if (at !== undefined) took.push(performance.now() - at);
        if (took.length === PINGS) done(true);
      };
    });
    for (let number = 0; number < PINGS; number += 1) {
      sent.push(performance.now());
      this.echo.send(new Uint32Array([number]));
      await pause(BETWEEN_PINGS);
    }
    await within(all, 1000);
    return { roundTrip: median(took), loss: 1 - took.length / PINGS };
  }

  /** Kilobits a second that arrive at the participant, which says after every portion how much has come. */
  async #up() {
    const portion = new Uint8Array(CHUNK);
    const start = performance.now();
    let [sent, come, at] = [0, 0, start];
    /** @type {(value?: unknown) => void} */
    let more = () => undefined;
    this.flow.onmessage = ({ data }) => {
      [come, at] = [Number(data), performance.now()];
      more();
    };
    while (performance.now() - start < UP_LASTS && come < UP) {
      if (sent < UP && sent - come < AHEAD) {
        this.flow.send(portion);
        sent += CHUNK;
      } else {
        await within(new Promise((done) => { more = done; }), 100);
      }
    }
    return at > start ? (come * 8) / (at - start) : 0;
  }

  /** The same, towards here. */
  async #down() {
    const start = performance.now();
    let [come, at] = [0, start];
    const done = new Promise((done) => {
      this.flow.onmessage = ({ data }) => {
        if (data === "done") done(true);
        if (data instanceof ArrayBuffer) [come, at] = [come + data.byteLength, performance.now()];
      };
    });
    this.flow.send("down");
    await within(done, 3000);
    return at > start ? (come * 8) / (at - start) : 0;
  }

  /** Whether picture and sound came back, each if it was sent; they get a moment for it. */
  async #reflected() {
    const sent = (/** @type {string} */ kind) => this.tracks.some((track) => track.kind === kind);
    let [picture, sound] = [false, false];
    for (let look = 0; look < 20; look += 1) {
      (await this.peer.getStats()).forEach((stats) => {
        if (stats.type !== "inbound-rtp") return;
        if (stats.kind === "video") picture = stats.framesDecoded > 0;
        if (stats.kind === "audio") sound = stats.packetsReceived > 0;
      });
      if ((picture || !sent("video")) && (sound || !sent("audio"))) break;
      await pause(200);
    }
    return { picture: sent("video") ? picture : undefined, sound: sent("audio") ? sound : undefined };
  }
}

/** A pass for the relay; `undefined` where none is given. @param {string} address @returns {Promise<RTCIceServer | undefined>} */
export async function pass(address) {
  try {
    const answer = await fetch(address, { method: "POST", signal: AbortSignal.timeout(5000) });
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}
