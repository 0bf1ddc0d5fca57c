// The call's page: who is there, what is said about it, and how it ends. Devices, code and technical data have modules of their own.

import { showCode } from "./call-code.js";
import * as devices from "./call-devices.js";
import * as messages from "./call-messages.js";
import "./call-more.js";
import * as network from "./call-network.js";
import { at, main, sentence } from "./call-page.js";
import * as report from "./call-report.js";
import * as share from "./call-share.js";
import { Peer } from "./peer.js";
import { Room } from "./room.js";
import "./self-view.js";

/**
 * @typedef {import("./room.js").Other} Other
 * @typedef {{other: Other, peer: Peer, channel: messages.Channel, ladder: network.Ladder, away: boolean, relayed: boolean | null, gone: number}} Partner
 */

const remote = /** @type {HTMLVideoElement} */ (at("remote"));
const professional = main.dataset["side"] === "professional";
const after = main.dataset["after"] ?? "/";

const KEEP_GONE = 20000;
const WAIT_FOR_DEVICES = 3000;

// ---- What is said ----

/** @type {Map<string, Partner>} */ const partners = new Map();
let over = /** @type {string | null} */ (null);
let everConnected = false;
let socketOpen = true;
/** Why nobody is there: not yet, they left, or their connection broke. */
let absence = /** @type {"not-yet" | "left" | "lost"} */ ("not-yet");

function describe() {
  const partner = [...partners.values()].find((one) => one.gone === 0) ?? [...partners.values()][0];
  const connected = partner?.peer.state === "connected";
  let state = "connecting";
  let words;
  if (over !== null) {
    state = "ended";
    words = sentence(over);
  } else if (connected) {
    state = "connected";
    words = sentence(!socketOpen ? "no-server" : partner.relayed ? "connected-relayed" : "connected");
  } else if (!socketOpen) {
    state = everConnected ? "reconnecting" : "connecting";
    words = sentence("no-network");
  } else if (!partner) {
    state = absence === "lost" ? "reconnecting" : "connecting";
    words = sentence(absence);
  } else if (partner.away) {
    state = everConnected ? "reconnecting" : "connecting";
    words = sentence("lost");
  } else {
    state = everConnected ? "reconnecting" : "connecting";
    words = sentence(everConnected ? "reconnecting" : "connecting");
  }
  if (main.dataset["state"] === "connected" && state === "reconnecting") {
    report.reconnecting();
  }
  if (main.dataset["state"] !== state) main.dataset["state"] = state;
  main.dataset["other"] = !partner ? absence : partner.away ? "away" : "here";
  // Saying the same again would be read out again.
  if (at("state").textContent !== words) at("state").textContent = words;
  at("placeholder").hidden = connected && main.dataset["picture"] === "on";
}

/** @param {import("./talk.js").Sending} theirs */
function showTheirs({ audio, video, screen, saving }) {
  main.dataset["picture"] = video && !saving ? "on" : "off";
  main.dataset["shows"] = screen ? "screen" : "camera";
  at("their-mute").hidden = audio;
  at("their-camera").hidden = video || saving;
  at("their-saving").hidden = !saving;
  at("their-screen").hidden = !screen;
  describe();
}

/** @param {Partner} partner */
function tellSending({ peer, ladder }) {
  peer.setSending({ ...devices.sending(), saving: devices.sending().video && ladder.rung === 0 });
}

/** The time the call has run; kept over a reload, and only in this tab. */
const began = {
  key: `call-began ${main.dataset["room"]}`,
  get() {
    return Number(sessionStorage.getItem(this.key) ?? 0);
  },
  set() {
    if (!this.get()) sessionStorage.setItem(this.key, String(Date.now()));
  },
};

function showElapsed() {
  const start = began.get();
  if (!start || over !== null) return;
  const total = Math.max(0, Math.floor((Date.now() - start) / 1000));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  at("elapsed").textContent = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(rest)}`;
}

// ---- The others ----

/** @type {Room | null} */ let room = null;
/** @type {RTCCertificate | null} */ let certificate = null;
/** @type {import("./peer.js").Ways} */ let ways = { iceServers: [], iceTransportPolicy: "all" };

/** @param {Other} other */
function meet(other) {
  const known = partners.get(other.instance);
  if (known) {
    // The same page under a new number, after a restart of the server: what runs between us goes on.
    Object.assign(known, { other, away: other.away, gone: 0 });
    known.peer.repeat();
    if (known.peer.state === "connected") room?.report(other.client, "connected");
    return;
  }
  if (!certificate) return;
  const instance = other.instance;
  const now = () => partners.get(instance)?.other.client ?? other.client;
  const peer = new Peer({
    older: other.you_offer,
    ways: () => ways,
    certificate,
    send: (signal) => room?.signal(now(), signal),
    canSend: () => room?.joined ?? false,
    state: (state) => {
      room?.report(now(), state);
      if (state === "connected") {
        report.connected();
        everConnected = true;
        began.set();
        keepAwake();
      }
      describe();
    },
    stream: (stream) => {
      if (remote.srcObject !== stream) remote.srcObject = stream;
      play();
    },
    code: showCode,
    theirs: showTheirs,
    heard: messages.heard,
    delivered: (number) => messages.delivered(channel, number),
    file: (transfer) => messages.file(channel, transfer),
  });
  /** @type {messages.Channel} */
  const channel = {
    say: (text) => peer.chat.say(text),
    offer: (file) => peer.files.offer(file),
    take: (transfer) => peer.files.take(transfer),
    stop: (transfer) => peer.files.stop(transfer),
  };
  const partner = { other, peer, channel, ladder: new network.Ladder(), away: other.away, relayed: null, gone: 0 };
  partners.set(instance, partner);
  peer.setTrack("audio", devices.outgoing("audio"));
  peer.setTrack("video", devices.outgoing("video"));
  tellSending(partner);
}

/** @param {number} client */
const numbered = (client) => [...partners.values()].find((one) => one.other.client === client);

/** @param {Partner} partner */
function part(partner) {
  clearTimeout(partner.gone);
  partner.peer.close();
  partners.delete(partner.other.instance);
  if (partners.size === 0) remote.srcObject = null;
  describe();
}

function play() {
  remote.play().then(
    () => (at("sound").hidden = true),
    (error) => {
      // Some browsers want a touch before there is sound.
      if (error instanceof DOMException && error.name === "NotAllowedError") at("sound").hidden = false;
    },
  );
}
at("sound").addEventListener("click", () => {
  play();
  at("mute").focus();
});

function join() {
  room = new Room(main.dataset["room"] ?? "", {
    ways: (iceServers, relayOnly) => {
      ways = { iceServers, iceTransportPolicy: relayOnly ? "relay" : "all" };
      for (const { peer } of partners.values()) peer.renewWays();
    },
    welcome: (others) => {
      for (const partner of partners.values()) {
        if (others.some((other) => other.instance === partner.other.instance)) continue;
        // After a restart of the server the other one may be seconds behind us, with media running all the while.
        partner.gone = setTimeout(() => part(partner), KEEP_GONE);
      }
      others.forEach(meet);
      describe();
    },
    joined: (other) => {
      const known = partners.get(other.instance);
      if (known) clearTimeout(known.gone);
      meet(other);
      describe();
    },
    away: (client) => {
      const partner = numbered(client);
      if (partner) partner.away = true;
      describe();
    },
    back: (client) => {
      const partner = numbered(client);
      if (partner) partner.away = false;
      describe();
    },
    gone: (client, why) => {
      const partner = numbered(client);
      absence = why === "left" ? "left" : "lost";
      if (partner) part(partner);
    },
    signal: (from, data) => numbered(from)?.peer.hear(data),
    socket: (open) => {
      socketOpen = open;
      if (open) for (const { other, peer } of partners.values()) {
        room?.report(other.client, peer.state);
        if (peer.state === "disconnected" || peer.state === "failed") peer.restart();
      }
      describe();
    },
    ended: () => finish("ended"),
    refused: (word) => {
      // Given on to a colleague meanwhile: the visit's own page is where one waits.
      if (word === "waits") location.replace(after);
      else finish(word === "replaced" ? "replaced" : word === "full" ? "full" : "refused");
    },
  });
}

messages.start(() => [...partners.values()][0]?.channel ?? null);

/** @type {any} */
const wire = /** @type {any} */ (navigator).connection;
const networkChanged = () => partners.forEach(({ peer }) => peer.networkChanged());
addEventListener("online", networkChanged);
// It also tells of every new guess at the speed; only another kind of network is another way.
let wireKind = wire?.type;
wire?.addEventListener?.("change", () => {
  if (wire.type !== wireKind) networkChanged();
  wireKind = wire.type;
});

async function keepAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // A courtesy: without it the screen may dim.
  }
}
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && everConnected && over === null) void keepAwake();
});

// ---- Looking every second ----

setInterval(async () => {
  showElapsed();
  const partner = [...partners.values()][0];
  if (!partner) return;
  const figures = await partner.peer.figures();
  main.dataset["framesDecoded"] = String(figures.framesDecoded);
  main.dataset["audioEnergy"] = String(figures.audioEnergy);
  main.dataset["audioPackets"] = String(figures.audioPackets);
  if (figures.relayed !== partner.relayed) {
    partner.relayed = figures.relayed;
    report.goes(figures.relayed);
    describe();
  }
  if (partner.peer.state !== "connected") return;
  report.sample(figures);
  if (network.look(partner.ladder, figures, devices.sending().video)) {
    partner.peer.setRung(partner.ladder.rung);
    tellSending(partner);
  }
}, 1000);

// ---- Over ----

/** @param {string} why */
function finish(why) {
  if (over !== null) return;
  over = why;
  report.send();
  room?.close();
  for (const partner of [...partners.values()]) part(partner);
  share.stop();
  devices.stop();
  messages.close();
  at("device-note").hidden = at("sound").hidden = true;
  for (const button of at("controls").querySelectorAll("button")) button.disabled = true;
  describe();
  if (why === "ended" || why === "hung-up") {
    sessionStorage.removeItem(began.key);
    if (messages.unsaved()) {
      over = "unsaved";
      messages.keepOpen();
      describe();
      return;
    }
    // Long enough to read why.
    setTimeout(() => location.replace(after), why === "ended" ? 1500 : 0);
  } else {
    at("again").hidden = false;
    // The controls are no use any more, whoever stood on one of them.
    at("again").querySelector("a")?.focus();
  }
}

at("hang-up").addEventListener("click", async (event) => {
  event.preventDefault();
  const button = /** @type {HTMLButtonElement} */ (at("hang-up"));
  button.disabled = true;
  const end = main.dataset["end"];
  if (professional && end) {
    try {
      const answer = await fetch(end, { method: "POST", redirect: "manual", signal: AbortSignal.timeout(5000) });
      if (!answer.ok && answer.type !== "opaqueredirect") throw new Error(String(answer.status));
    } catch {
      // The room can end it too, and records it.
      if (!room?.joined) {
        button.disabled = false;
        at("state").textContent = sentence("not-ended");
        return;
      }
      room.end();
    }
  } else {
    room?.leave();
  }
  finish("hung-up");
});

// A reload or a closed tab: no goodbye, because the page may be back in a second.
addEventListener("pagehide", () => {
  if (over !== null) return;
  report.send();
  room?.close();
  for (const { peer } of partners.values()) peer.close();
});
addEventListener("pageshow", (event) => event.persisted && location.reload());

// ---- Begin ----

devices.show();
describe();
certificate = await RTCPeerConnection.generateCertificate(/** @type {any} */ ({ name: "ECDSA", namedCurve: "P-256" }));
const asked = devices.start({
  track: (kind, track) => partners.forEach(({ peer }) => peer.setTrack(kind, track)),
  sending: () => partners.forEach(tellSending),
});
// With the devices first the addresses are known at once; but a question left open holds nobody up.
await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, WAIT_FOR_DEVICES))]);
join();
