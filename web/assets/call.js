// The call's page: devices, what is shown, what is said about it, and the summary of technical data at the end (C5).

import { PICTURES } from "./code.js";
import { Peer } from "./peer.js";
import { Room } from "./room.js";

/**
 * @typedef {import("./room.js").Other} Other
 * @typedef {import("./peer.js").Figures} Figures
 * @typedef {{other: Other, peer: Peer, away: boolean, relayed: boolean | null, gone: number}} Partner
 */

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const main = at("call");
const remote = /** @type {HTMLVideoElement} */ (at("remote"));
const self = /** @type {HTMLVideoElement} */ (at("self"));
const professional = main.dataset["side"] === "professional";
const after = main.dataset["after"] ?? "/";
/** @param {string} key */
const sentence = (key) => at("sentences").querySelector(`[data-key="${key}"]`)?.textContent ?? "";

const opened = performance.now();
const seconds = () => Math.round((performance.now() - opened) / 1000);
const KEEP_GONE = 20000;
const WAIT_FOR_DEVICES = 3000;

// ---- Technical data: bounded here and checked again by the server (web/src/room/technical.rs) ----

const report = {
  version: 1,
  duration_s: 0,
  connected_after_ms: /** @type {number | null} */ (null),
  reconnections: 0,
  path: "unknown",
  permissions: { camera: "unknown", microphone: "unknown" },
  samples: /** @type {object[]} */ ([]),
  actions: /** @type {{at_s: number, what: string}[]} */ ([]),
};
let sampleEvery = 5;
let reported = false;

/** @param {string} what */
function did(what) {
  if (report.actions.length < 200) report.actions.push({ at_s: seconds(), what });
}

/** @type {{figures: Figures, at: number} | null} */ let last = null;

/** @param {Figures} now */
function sample(now) {
  const time = performance.now();
  const before = last;
  if (before && time - before.at < sampleEvery * 1000 - 500) return;
  last = { figures: now, at: time };
  if (!before || now.bytesIn < before.figures.bytesIn) return;
  const span = (time - before.at) / 1000;
  const lost = Math.max(0, now.lost - before.figures.lost);
  const all = lost + now.packets - before.figures.packets;
  /** @param {number | null} value @param {number} scale @param {number} most */
  const whole = (value, scale, most) => (value === null ? null : Math.min(most, Math.max(0, Math.round(value * scale))));
  report.samples.push({
    at_s: seconds(),
    round_trip_ms: whole(now.roundTrip, 1000, 60000),
    loss_permille: all > 0 ? whole(lost / all, 1000, 1000) : null,
    jitter_ms: whole(now.jitter, 1000, 60000),
    in_kbps: whole(now.bytesIn - before.figures.bytesIn, 0.008 / span, 1000000),
    out_kbps: whole(Math.max(0, now.bytesOut - before.figures.bytesOut), 0.008 / span, 1000000),
    width: now.width,
    height: now.height,
    frames: whole(now.frames, 1, 240),
    relayed: now.relayed,
  });
  // A long call keeps as many samples, further apart.
  if (report.samples.length >= 120) {
    report.samples = report.samples.filter((_, index) => index % 2 === 1);
    sampleEvery *= 2;
  }
}

function sendReport() {
  const url = main.dataset["technical"];
  if (reported || !url) return;
  reported = true;
  report.duration_s = seconds();
  const body = JSON.stringify(report);
  const headers = { "content-type": "application/json" };
  fetch(url, { method: "POST", body, headers, keepalive: true }).catch(() => {
    navigator.sendBeacon(url, new Blob([body], { type: "application/json" }));
  });
}

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
    report.reconnections += 1;
    did("reconnecting");
  }
  if (main.dataset["state"] !== state) main.dataset["state"] = state;
  main.dataset["other"] = !partner ? absence : partner.away ? "away" : "here";
  // Saying the same again would be read out again.
  if (at("state").textContent !== words) at("state").textContent = words;
  at("placeholder").hidden = connected && main.dataset["picture"] === "on";
}

/** @param {{audio: boolean, video: boolean}} sending */
function showTheirs(sending) {
  main.dataset["picture"] = sending.video ? "on" : "off";
  at("their-mute").hidden = sending.audio;
  at("their-camera").hidden = sending.video;
  describe();
}

let shownCode = "";
/** @param {import("./peer.js").Code} code */
function showCode(code) {
  const names = (main.dataset["codeNames"] ?? "").split(",").map((name) => name.trim());
  const list = at("code");
  const numbers = Array.isArray(code) ? code : [];
  const value = numbers.join(" ");
  // Nothing compared before may stand there while it is not certain that it still holds.
  list.replaceChildren(
    ...numbers.map((number) => {
      const item = document.createElement("li");
      const picture = document.createElement("span");
      picture.ariaHidden = "true";
      picture.textContent = PICTURES[number] ?? "";
      const name = document.createElement("span");
      name.textContent = names[number] ?? "";
      item.append(picture, name);
      return item;
    }),
  );
  list.dataset["value"] = value;
  at("code-failed").hidden = code !== "failed";
  at("code-panel").hidden = code === "pending";
  if (value === "") {
    at("code-changed").hidden = true;
    return;
  }
  const changed = shownCode !== "" && shownCode !== value;
  if (changed) did("code-changed");
  shownCode = value;
  at("code-changed").hidden = !changed;
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

// ---- Devices ----

/** @type {Record<"audio" | "video", MediaStreamTrack | null>} */ const tracks = { audio: null, video: null };
let muted = false;
let cameraOff = false;

/** @param {unknown} error */
function permission(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "unknown";
}

const WISHES = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, facingMode: "user" },
};

/** @param {"audio" | "video"} kind */
async function one(kind) {
  const device = kind === "audio" ? "microphone" : "camera";
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ [kind]: WISHES[kind] });
    report.permissions[device] = "granted";
    return stream.getTracks()[0] ?? null;
  } catch (error) {
    report.permissions[device] = navigator.mediaDevices ? permission(error) : "absent";
    return null;
  }
}

async function devices() {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(WISHES);
    report.permissions = { camera: "granted", microphone: "granted" };
    use("audio", stream.getAudioTracks()[0] ?? null);
    use("video", stream.getVideoTracks()[0] ?? null);
  } catch {
    // One of the two is missing or refused: take what there is.
    use("audio", await one("audio"));
    use("video", await one("video"));
  }
  showDevices();
}

/**
 * @param {"audio" | "video"} kind
 * @param {MediaStreamTrack | null} track
 */
function use(kind, track) {
  tracks[kind] = track;
  if (track && kind === "audio") track.enabled = !muted;
  if (kind === "video") self.srcObject = track && new MediaStream([track]);
  track?.addEventListener("ended", () => tracks[kind] === track && (use(kind, null), showDevices()));
  for (const { peer } of partners.values()) peer.setTrack(kind, track);
  tellSending();
}

const sending = () => ({ audio: tracks.audio !== null && !muted, video: tracks.video !== null });

function tellSending() {
  for (const { peer } of partners.values()) peer.setSending(sending());
}

function showDevices() {
  const { camera, microphone } = report.permissions;
  at("mute").setAttribute("aria-pressed", String(muted || !tracks.audio));
  at("mute-words").textContent = sentence(!tracks.audio ? "no-microphone" : muted ? "unmute" : "mute");
  /** @type {HTMLButtonElement} */ (at("mute")).disabled = !tracks.audio;
  at("camera").setAttribute("aria-pressed", String(!tracks.video));
  at("camera-words").textContent = sentence(tracks.video ? "camera-off" : "camera-on");
  at("self-frame").dataset["picture"] = tracks.video ? "on" : "off";
  const noCamera = !tracks.video && !cameraOff && camera !== "unknown";
  const noMicrophone = !tracks.audio && microphone !== "unknown";
  const words = (
    noCamera && noMicrophone && camera === microphone && camera !== "granted"
      ? [sentence(`both-${camera}`)]
      : [noCamera ? sentence(`camera-${camera}`) : "", noMicrophone ? sentence(`microphone-${microphone}`) : ""]
  ).filter(Boolean);
  at("device-note").hidden = words.length === 0;
  at("device-note-words").textContent = words.join(" ");
}

at("mute").addEventListener("click", () => {
  if (!tracks.audio) return;
  muted = !muted;
  tracks.audio.enabled = !muted;
  did(muted ? "mute" : "unmute");
  tellSending();
  showDevices();
});

at("camera").addEventListener("click", async () => {
  const button = /** @type {HTMLButtonElement} */ (at("camera"));
  button.disabled = true;
  if (tracks.video) {
    // Stopped, not blackened: the light beside the lens goes out.
    tracks.video.stop();
    cameraOff = true;
    use("video", null);
    did("camera-off");
  } else {
    cameraOff = false;
    const track = await one("video");
    use("video", track);
    if (track) did("camera-on");
  }
  button.disabled = false;
  showDevices();
});

at("device-note-close").addEventListener("click", () => (at("device-note").hidden = true));

// ---- The others ----

/** @type {Room | null} */ let room = null;
/** @type {RTCCertificate | null} */ let certificate = null;

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
    iceServers: JSON.parse(main.dataset["ice"] || "[]"),
    certificate,
    send: (signal) => room?.signal(now(), signal),
    canSend: () => room?.joined ?? false,
    state: (state) => {
      room?.report(now(), state);
      if (state === "connected") {
        report.connected_after_ms ??= Math.round(performance.now() - opened);
        everConnected = true;
        began.set();
        did("connected");
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
  });
  partners.set(instance, { other, peer, away: other.away, relayed: null, gone: 0 });
  peer.setTrack("audio", tracks.audio);
  peer.setTrack("video", tracks.video);
  peer.setSending(sending());
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
at("sound").addEventListener("click", play);

function join() {
  room = new Room(main.dataset["room"] ?? "", {
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
    refused: (word) => finish(word === "replaced" ? "replaced" : word === "full" ? "full" : "refused"),
  });
}

/** @type {any} */
const network = /** @type {any} */ (navigator).connection;
const networkChanged = () => partners.forEach(({ peer }) => peer.networkChanged());
addEventListener("online", networkChanged);
// It also tells of every new guess at the speed; only another kind of network is another way.
let networkKind = network?.type;
network?.addEventListener?.("change", () => {
  if (network.type !== networkKind) networkChanged();
  networkKind = network.type;
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
    report.path = figures.relayed === null ? report.path : figures.relayed ? "relayed" : "direct";
    describe();
  }
  if (partner.peer.state === "connected") sample(figures);
}, 1000);

// ---- Over ----

/** @param {string} why */
function finish(why) {
  if (over !== null) return;
  over = why;
  sendReport();
  room?.close();
  for (const partner of [...partners.values()]) part(partner);
  tracks.audio?.stop();
  tracks.video?.stop();
  self.srcObject = null;
  at("device-note").hidden = at("sound").hidden = true;
  for (const button of at("controls").querySelectorAll("button")) button.disabled = true;
  describe();
  if (why === "ended" || why === "hung-up") {
    sessionStorage.removeItem(began.key);
    // Long enough to read why.
    setTimeout(() => location.replace(after), why === "ended" ? 1500 : 0);
  } else {
    at("again").hidden = false;
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
  sendReport();
  room?.close();
  for (const { peer } of partners.values()) peer.close();
});
addEventListener("pageshow", (event) => event.persisted && location.reload());

// ---- The self-view: drag it, touch it, or use the arrow keys; it settles in a corner ----

const frame = at("self-frame");
/** @param {boolean} right @param {boolean} bottom */
function settle(right, bottom) {
  frame.dataset["corner"] = `${bottom ? "bottom" : "top"}-${right ? "right" : "left"}`;
}
/** @type {{x: number, y: number, moved: boolean} | null} */ let drag = null;
frame.addEventListener("pointerdown", (event) => {
  drag = { x: event.clientX, y: event.clientY, moved: false };
  frame.setPointerCapture(event.pointerId);
});
frame.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  drag.moved ||= Math.hypot(x, y) > 8;
  if (drag.moved) frame.style.translate = `${x}px ${y}px`;
});
const CORNERS = ["bottom-right", "bottom-left", "top-left", "top-right"];
const nextCorner = () => (frame.dataset["corner"] = CORNERS[(CORNERS.indexOf(frame.dataset["corner"] ?? "") + 1) % 4] ?? "");
frame.addEventListener("pointerup", () => {
  if (drag?.moved) {
    const box = frame.getBoundingClientRect();
    settle(box.left + box.width / 2 > innerWidth / 2, box.top + box.height / 2 > innerHeight / 2);
  } else nextCorner();
  frame.style.translate = "";
  drag = null;
});
frame.addEventListener("pointercancel", () => {
  frame.style.translate = "";
  drag = null;
});
frame.addEventListener("keydown", (event) => {
  const corner = frame.dataset["corner"] ?? "";
  const [right, bottom] = [corner.endsWith("right"), corner.startsWith("bottom")];
  if (event.key === "ArrowLeft") settle(false, bottom);
  else if (event.key === "ArrowRight") settle(true, bottom);
  else if (event.key === "ArrowUp") settle(right, false);
  else if (event.key === "ArrowDown") settle(right, true);
  else if (event.key === "Enter" || event.key === " ") nextCorner();
  else return;
  event.preventDefault();
});

// ---- Begin ----

showDevices();
describe();
certificate = await RTCPeerConnection.generateCertificate(/** @type {any} */ ({ name: "ECDSA", namedCurve: "P-256" }));
// With the devices first the addresses are known at once; but a question left open holds nobody up.
await Promise.race([devices(), new Promise((resolve) => setTimeout(resolve, WAIT_FOR_DEVICES))]);
join();
