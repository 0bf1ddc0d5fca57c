// Camera and microphone of the call: asked for, shown, switched off and on, changed for others. Who else is in the call is not known here.

import { at, named, sentence } from "./call-page.js";
import { did, permissions } from "./call-report.js";
import { OFF, chosen as remembered, remember } from "./chosen.js";

/** @typedef {"audio" | "video"} Kind */

const self = /** @type {HTMLVideoElement} */ (at("self"));

const WISHES = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 }, facingMode: "user" },
};

/** What camera and microphone give at the moment. */
const tracks = /** @type {Record<Kind, MediaStreamTrack | null>} */ ({ audio: null, video: null });
let muted = false;
let cameraOff = false;
/** On hold nothing goes out, whatever is switched on. */
let held = false;
/** Goes out in the camera's place. */
/** @type {MediaStreamTrack | null} */ let screen = null;
/** The devices somebody chose, by their ids. */
const wanted = /** @type {Record<Kind, string>} */ ({ audio: "", video: "" });

/** @typedef {{track: (kind: Kind, track: MediaStreamTrack | null) => void, sending: () => void}} Listener */
/** @type {Listener} */ let listener = { track: () => undefined, sending: () => undefined };

export const sending = () => ({ audio: !held && tracks.audio !== null && !muted, video: !held && (screen ?? tracks.video) !== null, screen: !held && screen !== null });

/** @param {Kind} kind */
export const outgoing = (kind) => (held ? null : kind === "video" ? (screen ?? tracks.video) : tracks.audio);

/**
 * Takes picture and sound off every connection, or puts them back as they were switched.
 * @param {boolean} on
 */
export function hold(on) {
  held = on;
  for (const kind of /** @type {const} */ (["audio", "video"])) listener.track(kind, outgoing(kind));
  listener.sending();
}

/**
 * Shows a screen instead of the camera, or the camera again.
 * @param {MediaStreamTrack | null} track
 */
export function showScreen(track) {
  screen = track;
  listener.track("video", outgoing("video"));
  listener.sending();
}

/** @param {Kind} kind */
export const chosen = (kind) => tracks[kind]?.getSettings().deviceId ?? wanted[kind];

/**
 * Takes another device; the one in use stays where the other cannot be had.
 * @param {Kind} kind @param {string} id
 */
export async function choose(kind, id) {
  const [before, old] = [wanted[kind], tracks[kind]];
  wanted[kind] = id;
  // With the camera off, it is the one to take when it is turned on.
  if (kind === "video" && !old) {
    remember("camera", id);
    return true;
  }
  let track = await one(kind);
  if (!track) {
    // Some cannot be open beside another: ours may be what keeps it from opening.
    old?.stop();
    track = await one(kind);
  }
  const taken = track !== null;
  if (!track) {
    wanted[kind] = before;
    track = await one(kind);
  }
  old?.stop();
  use(kind, track);
  show();
  if (taken) remember(kind === "audio" ? "microphone" : "camera", id);
  return taken;
}

/** A device was pulled out: another one takes its place. */
export async function replaceLost() {
  for (const kind of /** @type {const} */ (["audio", "video"])) {
    if (tracks[kind] !== null || (kind === "video" && cameraOff) || permissions[kind === "audio" ? "microphone" : "camera"] !== "granted") continue;
    wanted[kind] = "";
    use(kind, await one(kind));
  }
  show();
}

/** Whether the browser itself can blur what is behind the person. */
export const canBlur = () => Boolean(/** @type {any} */ (tracks.video?.getCapabilities?.())?.backgroundBlur?.includes(true));

/**
 * @param {boolean} on
 * @returns {Promise<boolean>} how it stands now
 */
export async function blur(on) {
  try {
    await tracks.video?.applyConstraints(/** @type {any} */ ({ ...WISHES.video, backgroundBlur: on }));
    return on;
  } catch {
    return !on;
  }
}

/** @param {unknown} error */
function permission(error) {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "absent";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "unknown";
}

/** @param {Kind} kind */
const wish = (kind) => ({ ...WISHES[kind], ...(wanted[kind] ? { deviceId: { exact: wanted[kind] }, facingMode: undefined } : {}) });

/** @param {Kind} kind */
async function one(kind) {
  const device = kind === "audio" ? "microphone" : "camera";
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ [kind]: wish(kind) });
    permissions[device] = "granted";
    return stream.getTracks()[0] ?? null;
  } catch (error) {
    permissions[device] = navigator.mediaDevices ? permission(error) : "absent";
    return null;
  }
}

/**
 * Asks for both, or for sound alone where somebody chose to come without a picture; first for the devices that were chosen before. What changes from here on is told to
 * the listener.
 * @param {Listener} told
 */
export async function start(told) {
  listener = told;
  const { microphone = "", camera = "" } = remembered();
  cameraOff = camera === OFF;
  wanted.audio = microphone;
  wanted.video = cameraOff ? "" : camera;
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: wish("audio"), ...(cameraOff ? {} : { video: wish("video") }) });
    permissions.microphone = "granted";
    if (!cameraOff) permissions.camera = "granted";
    use("audio", stream.getAudioTracks()[0] ?? null);
    use("video", stream.getVideoTracks()[0] ?? null);
  } catch {
    // One of the two is missing or refused: take what there is.
    use("audio", await first("audio"));
    use("video", cameraOff ? null : await first("video"));
  }
  show();
}

/**
 * The device that was chosen before, or any where that one cannot be had any more.
 * @param {Kind} kind
 */
async function first(kind) {
  const track = await one(kind);
  if (track || !wanted[kind]) return track;
  wanted[kind] = "";
  return one(kind);
}

/** Lets go of both. */
export function stop() {
  tracks.audio?.stop();
  tracks.video?.stop();
  screen?.stop();
  self.srcObject = null;
}

/**
 * @param {Kind} kind
 * @param {MediaStreamTrack | null} track
 */
function use(kind, track) {
  tracks[kind] = track;
  if (track && kind === "audio") track.enabled = !muted;
  if (kind === "video") self.srcObject = track && new MediaStream([track]);
  track?.addEventListener("ended", () => tracks[kind] === track && (use(kind, null), show()));
  listener.track(kind, outgoing(kind));
  listener.sending();
}

/** Shows how they stand, and what to do about one that is missing. */
export function show() {
  const { camera, microphone } = permissions;
  at("mute").setAttribute("aria-pressed", String(muted || !tracks.audio));
  at("mute-words").textContent = sentence(!tracks.audio ? "no-microphone" : muted ? "unmute" : "mute");
  /** @type {HTMLButtonElement} */ (at("mute")).disabled = !tracks.audio;
  at("camera").setAttribute("aria-pressed", String(!tracks.video));
  at("camera-words").textContent = sentence(tracks.video ? "camera-off" : "camera-on");
  at("self-frame").dataset["picture"] = tracks.video ? "on" : "off";
  // Whoever has the call now: it may have been handed over.
  const other = at("with-whom").textContent ?? "";
  const noCamera = !tracks.video && !cameraOff && camera !== "unknown";
  const noMicrophone = !tracks.audio && microphone !== "unknown";
  const words = (
    noCamera && noMicrophone && camera === microphone && camera !== "granted"
      ? [named(`both-${camera}`, other)]
      : [noCamera ? named(`camera-${camera}`, other) : "", noMicrophone ? named(`microphone-${microphone}`, other) : ""]
  ).filter(Boolean);
  at("device-note").hidden = words.length === 0;
  at("device-note-words").textContent = words.join(" ");
}

at("mute").addEventListener("click", () => {
  if (!tracks.audio) return;
  muted = !muted;
  tracks.audio.enabled = !muted;
  did(muted ? "mute" : "unmute");
  listener.sending();
  show();
});

/** While it is switched, the button does nothing; disabled, it would lose the focus. */
let switching = false;
at("camera").addEventListener("click", async () => {
  if (switching) return;
  switching = true;
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
    if (remembered().camera === OFF) remember("camera", wanted.video);
  }
  switching = false;
  show();
});

at("device-note-close").addEventListener("click", () => {
  at("device-note").hidden = true;
  at("camera").focus();
});
