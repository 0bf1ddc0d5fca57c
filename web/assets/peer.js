// One connection to one other participant: negotiation and recovery. Media and data go directly there.

import { fingerprints } from "./code.js";
import { figures } from "./figures.js";
import { TOP, rungAt } from "./ladder.js";
import { shape } from "./picture.js";
import { Talk } from "./talk.js";

/**
 * @typedef {import("./room.js").Connection} Connection
 * @typedef {{description?: RTCSessionDescriptionInit, candidate?: RTCIceCandidateInit | null, rebuild?: true}} Step   nothing of it: only who is here
 * @typedef {Step & {generation: number, life?: number, knows?: number}} Signal   `life`: the sender's end of it; `knows`: the receiver's, as far as it was heard of
 * @typedef {import("./talk.js").Sending} Sending
 * @typedef {import("./talk.js").Code} Code
 * @typedef {{iceServers: RTCIceServer[], iceTransportPolicy: RTCIceTransportPolicy}} Ways   the relay, and whether nothing else may be taken
 * @typedef {object} Settings
 * @property {boolean} older                     we were there first: we offer first, and do not yield
 * @property {() => Ways} ways
 * @property {RTCCertificate} certificate        one for the whole call, so that the code stays
 * @property {(signal: Signal) => void} send
 * @property {(signal: Signal) => void} anew     they know nothing of what ran between us: another end takes our place, and hears this and what follows
 * @property {() => boolean} canSend             whether signals go out at the moment
 * @property {(state: Connection) => void} state
 * @property {(stream: MediaStream) => void} stream
 * @property {(code: Code) => void} code
 * @property {(sending: Sending) => void} theirs      what the other one has switched on
 * @property {(text: string) => void} heard
 * @property {(number: number) => void} delivered
 * @property {(transfer: import("./files.js").Transfer) => void} file
 */

const DISCONNECTED = 2500;
const ATTEMPT = 10000;
const ATTEMPTS = 3;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15000;

/** Any number but 0. */
const drawn = () => crypto.getRandomValues(new Uint32Array(1))[0] || 1;

export class Peer {
  #settings;
  /** Drawn once for this end; a page that begins anew has another. */
  #life = drawn();
  /** Theirs; 0 until it is heard of. */
  #theirs = 0;
  #generation = 0;
  /** @type {RTCPeerConnection} */ #pc;
  #talk;
  /** @type {Record<"audio" | "video", MediaStreamTrack | null>} */ #tracks = { audio: null, video: null };
  /** @type {Connection} */ #state = "connecting";
  #rung = TOP;
  #screen = false;
  /** How many others share what we can send. */
  #sharing = 1;
  #mayOffer = false;
  #makingOffer = false;
  #ignoreOffer = false;
  #settingAnswer = false;
  #attempts = 0;
  #pause = FIRST_PAUSE;
  #timer = 0;
  #closed = false;
  /** Another end has taken our place. */
  #replaced = false;
  /** Signals are taken one after the other. */
  #queue = Promise.resolve();
  #shaping = Promise.resolve();
  /** @type {RTCIceCandidateInit[]} */ #early = [];

  /** @param {Settings} settings */
  constructor(settings) {
    this.#settings = settings;
    this.#talk = new Talk({
      initiator: settings.older,
      inTurn: (step) => this.#inTurn(step),
      code: settings.code,
      theirs: settings.theirs,
      heard: settings.heard,
      delivered: settings.delivered,
      file: settings.file,
      agreed: () => (this.#pause = FIRST_PAUSE),
      lost: () => this.#setState("disconnected"),
    });
    this.#pc = this.#make();
  }

  get state() {
    return this.#state;
  }

  /**
   * @param {"audio" | "video"} kind
   * @param {MediaStreamTrack | null} track
   */
  setTrack(kind, track) {
    this.#tracks[kind] = track;
    this.#transceiver(kind)?.sender.replaceTrack(track).catch(() => this.rebuild());
  }

  /** @param {Sending} sending */
  setSending(sending) {
    this.#talk.setSending(sending);
    this.#screen = sending.screen;
    this.#shape();
  }

  get chat() {
    return this.#talk.chat;
  }

  get files() {
    return this.#talk.files;
  }

  /**
   * How much picture is sent: one of the rungs of ladder.js.
   * @param {number} rung
   */
  setRung(rung) {
    this.#rung = rung;
    this.#shape();
  }

  /**
   * Our picture goes to this many: the way and the machine are shared.
   * @param {number} others
   */
  setSharing(others) {
    if (others === this.#sharing) return;
    this.#sharing = others;
    this.#shape();
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#talk.close();
    this.#pc.close();
  }

  /** Looks for a new way to the other one, keeping keys and media. */
  restart() {
    if (this.#closed || this.#state === "connected") return;
    this.#after(ATTEMPT, () => this.restart());
    // What nobody hears is no attempt.
    if (!this.#settings.canSend()) return;
    this.#attempts += 1;
    if (this.#attempts > ATTEMPTS) return this.rebuild();
    if (this.#mayOffer) this.#pc.restartIce();
  }

  /** The network changed: what is connected may be dead soon, so look for a way now. */
  networkChanged() {
    if (!this.#closed && this.#mayOffer) this.#pc.restartIce();
  }

  /** The pass for the relay is a new one: for the next look for a way, since an open one outlives its pass. */
  renewWays() {
    try {
      if (!this.#closed) this.#pc.setConfiguration({ ...this.#pc.getConfiguration(), ...this.#settings.ways() });
    } catch (error) {
      // An old browser: the next connection has it from the start.
      console.warn("the pass for the relay was not renewed", error);
    }
  }

  /** The last resort: a new connection under the same certificate. */
  rebuild() {
    this.#startOver(this.#generation + 1);
    // The older one offers by itself; a newcomer has to ask.
    if (!this.#settings.older) this.#send({ rebuild: true });
  }

  /** Their place in the room is a new one, or ours: says again what may have been lost on the way, and in any case who is here with which connection. */
  repeat() {
    if (this.#closed) return;
    const { localDescription: description, remoteDescription, signalingState } = this.#pc;
    if (signalingState === "have-local-offer" && description) this.#send({ description });
    else this.#send({});
    this.#attempts = 0;
    if (signalingState === "stable" && remoteDescription) this.restart();
  }

  /** @param {any} signal */
  hear(signal) {
    this.#inTurn(() => this.#take(signal));
  }

  /** @param {() => void | Promise<void>} step */
  #inTurn(step) {
    this.#queue = this.#queue.then(step).catch((error) => console.warn("signal not taken", error));
  }

  #make() {
    const { older, ways, certificate } = this.#settings;
    const pc = new RTCPeerConnection({ ...ways(), certificates: [certificate], bundlePolicy: "max-bundle" });
    this.#talk.over(pc);
    this.#mayOffer = older;
    this.#makingOffer = this.#ignoreOffer = this.#settingAnswer = false;
    this.#early = [];
    const mine = () => pc === this.#pc && !this.#closed;
    pc.onnegotiationneeded = () => mine() && this.#mayOffer && this.#offer();
    pc.onicecandidate = ({ candidate }) => mine() && candidate && this.#send({ candidate: candidate.toJSON() });
    pc.oniceconnectionstatechange = pc.onconnectionstatechange = () => mine() && this.#look();
    const stream = new MediaStream();
    pc.ontrack = ({ track }) => {
      stream.addTrack(track);
      if (mine()) this.#settings.stream(stream);
    };
    if (older) for (const kind of /** @type {const} */ (["audio", "video"])) this.#add(pc, kind);
    this.#after(ATTEMPT, () => this.restart());
    return pc;
  }

  /**
   * @param {RTCPeerConnection} pc
   * @param {"audio" | "video"} kind
   */
  #add(pc, kind) {
    const { sender } = pc.addTransceiver(kind, {
      direction: "sendrecv",
      sendEncodings: kind === "video" ? [{ maxBitrate: rungAt(TOP).bits }] : [],
    });
    void sender.replaceTrack(this.#tracks[kind]);
  }

  /** @param {"audio" | "video"} kind */
  #transceiver(kind) {
    return this.#pc.getTransceivers().find((one) => one.receiver.track.kind === kind);
  }

  /** @param {number} generation */
  #startOver(generation) {
    if (this.#closed) return;
    this.#pc.close();
    this.#generation = generation;
    this.#attempts = 0;
    this.#pc = this.#make();
    this.#setState("connecting");
  }

  /** @param {Step} step */
  #send(step) {
    const knows = this.#theirs === 0 ? {} : { knows: this.#theirs };
    this.#settings.send({ generation: this.#generation, life: this.#life, ...knows, ...step });
  }

  async #offer() {
    const pc = this.#pc;
    this.#makingOffer = true;
    try {
      await pc.setLocalDescription();
      if (pc === this.#pc && pc.localDescription) this.#send({ description: pc.localDescription });
    } catch (error) {
      console.warn("no offer could be made", error);
    } finally {
      if (pc === this.#pc) this.#makingOffer = false;
    }
  }

  /**
   * Whether they speak to this end, from the one that it knows.
   * @param {Signal} signal
   */
  #meant(signal) {
    const { generation, life, knows } = signal;
    // A page, or a node, of before an update.
    if (life === undefined) return true;
    if (this.#theirs !== 0 && this.#theirs !== life) {
      if (this.#talk.begun) {
        // They have neither our messages nor our code: going on would be one half of a talk.
        this.#replaced = true;
        return false;
      }
      // Nothing was said yet, so that nothing is lost but the way.
      this.#theirs = life;
      this.#startOver(this.#settings.older ? Math.max(this.#generation, generation) + 1 : generation);
      return !this.#settings.older;
    }
    if (knows !== undefined && knows !== this.#life) {
      // Meant for an end that was here before: this tells them so.
      this.#send({});
      return false;
    }
    this.#theirs = life;
    return true;
  }

  /** @param {Signal} signal */
  async #take(signal) {
    const meant = !this.#replaced && !this.#closed && this.#meant(signal);
    if (this.#replaced) this.#settings.anew(signal);
    if (!meant) return;
    const { generation, description, candidate, rebuild } = signal;
    if (!(generation >= this.#generation)) return;
    if (generation > this.#generation) this.#startOver(generation);
    if (rebuild) return;
    const pc = this.#pc;
    if (description) {
      const calm = !this.#makingOffer && (pc.signalingState === "stable" || this.#settingAnswer);
      const collision = description.type === "offer" && !calm;
      this.#ignoreOffer = this.#settings.older && collision;
      if (this.#ignoreOffer) return;
      // One certificate a call: another one in mid-connection would slip somebody in under a code already compared.
      const vouched = pc.remoteDescription && fingerprints(pc.remoteDescription.sdp);
      if (vouched && vouched !== fingerprints(description.sdp ?? "")) throw new Error("another certificate");
      this.#settingAnswer = description.type === "answer";
      try {
        await pc.setRemoteDescription(description);
      } finally {
        this.#settingAnswer = false;
      }
      for (const early of this.#early.splice(0)) await pc.addIceCandidate(early);
      if (description.type === "offer") await this.#answer(pc);
    } else if (candidate) {
      try {
        if (pc.remoteDescription) await pc.addIceCandidate(candidate);
        else this.#early.push(candidate);
      } catch (error) {
        if (!this.#ignoreOffer) throw error;
      }
    }
  }

  /** @param {RTCPeerConnection} pc */
  async #answer(pc) {
    this.#mayOffer = true;
    for (const kind of /** @type {const} */ (["audio", "video"])) {
      const transceiver = this.#transceiver(kind);
      if (!transceiver) continue;
      transceiver.direction = "sendrecv";
      if (transceiver.sender.track !== this.#tracks[kind]) await transceiver.sender.replaceTrack(this.#tracks[kind]);
    }
    await pc.setLocalDescription();
    if (pc.localDescription) this.#send({ description: pc.localDescription });
    this.#shape();
  }

  /** Tells the sender how much picture to send, one after the other: two at once would undo each other. The answering side has no other way to state its cap. */
  #shape() {
    this.#shaping = this.#shaping.then(async () => {
      const pc = this.#pc;
      const sender = this.#closed ? undefined : this.#transceiver("video")?.sender;
      try {
        if (sender) await shape(sender, rungAt(this.#rung), this.#screen, this.#sharing);
      } catch (error) {
        // More is sent, or less, than the page says; where the connection is another by now, it is told anew.
        if (pc === this.#pc && !this.#closed) console.error("the picture is sent as before", error);
      }
    });
  }

  #look() {
    const { connectionState, iceConnectionState } = this.#pc;
    if (connectionState === "connected" && iceConnectionState !== "disconnected") {
      this.#attempts = 0;
      clearTimeout(this.#timer);
      this.#inTurn(() => this.#talk.watch());
      // A connection made anew knows nothing of it.
      this.#shape();
      this.#setState("connected");
    } else if (connectionState === "failed" && (iceConnectionState === "connected" || iceConnectionState === "completed")) {
      // Packets arrive but the keys do not fit: no new way helps, only a new connection.
      this.#setState("failed");
      this.#after(this.#pause, () => this.rebuild());
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    } else if (connectionState === "failed" || iceConnectionState === "failed") {
      this.#setState("failed");
      this.restart();
    } else if (iceConnectionState === "disconnected") {
      this.#setState("disconnected");
      this.#after(DISCONNECTED, () => this.restart());
    }
  }

  /** @param {Connection} state */
  #setState(state) {
    if (state === this.#state) return;
    this.#state = state;
    this.#settings.state(state);
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} act
   */
  #after(milliseconds, act) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, milliseconds);
  }

  /** @returns {Promise<import("./figures.js").Figures>} */
  figures() {
    return figures(this.#pc);
  }
}
