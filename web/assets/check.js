// The device check: picture, level, a tone. Every failure has plain advice, and every step can be left.
import { follow } from "./stream.js";

/** @typedef {"ok" | "blocked" | "none" | "busy" | "skipped"} Outcome */
/** @typedef {"heard" | "not-heard" | "skipped"} Heard */

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
function find(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

const page = find("check", HTMLElement);
const video = find("self-view", HTMLVideoElement);
const meter = find("level-meter", HTMLMeterElement);
const cameras = find("camera", HTMLSelectElement);
const microphones = find("microphone", HTMLSelectElement);

/** @type {{ camera: Outcome, microphone: Outcome, speaker: Heard }} */
const result = { camera: "skipped", microphone: "skipped", speaker: "skipped" };
/** @type {{ picture?: MediaStream, sound?: MediaStream }} */
const streams = {};
/** @type {AudioContext | undefined} */
let audio;
let left = false;

// While somebody checks, they are already here: the same line that the waiting room keeps open, and who is let in early is taken along.
const close = follow(page.dataset.live ?? "", {
  state: (data) => { if (JSON.parse(data).state !== "waiting") void leave(); },
}, () => undefined);

/** @param {string} id @param {boolean} visible */
const show = (id, visible) => { find(id, HTMLElement).hidden = !visible; };

/** @param {unknown} failure @returns {Outcome} */
function outcomeOf(failure) {
  const name = failure instanceof Error || failure instanceof DOMException ? failure.name : "";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "blocked";
}

/** @param {"camera" | "microphone"} device @param {Outcome} outcome */
function settle(device, outcome) {
  result[device] = outcome;
  for (const line of find(`${device}-result`, HTMLElement).querySelectorAll("[data-outcome]")) {
    if (line instanceof HTMLElement) line.hidden = line.dataset.outcome !== outcome;
  }
}

/** @param {MediaStream | undefined} stream */
const stop = (stream) => stream?.getTracks().forEach((track) => track.stop());

/** @param {"camera" | "microphone"} device @param {MediaStreamConstraints} wanted @returns {Promise<MediaStream | undefined>} */
async function open(device, wanted) {
  // Without HTTPS there is no mediaDevices at all.
  if (!navigator.mediaDevices) { settle(device, "none"); return undefined; }
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wanted);
    if (left) { stop(stream); return undefined; }
    settle(device, "ok");
    return stream;
  } catch (failure) {
    settle(device, outcomeOf(failure));
    return undefined;
  }
}

/** @param {string} [id] */
async function openCamera(id) {
  stop(streams.picture);
  streams.picture = await open("camera", { video: id ? { deviceId: { exact: id } } : { facingMode: "user" } });
  video.srcObject = streams.picture ?? null;
  show("picture", Boolean(streams.picture));
  show("without-camera", Boolean(streams.picture));
}

/** @param {string} [id] */
async function openMicrophone(id) {
  stop(streams.sound);
  streams.sound = await open("microphone", { audio: id ? { deviceId: { exact: id } } : true });
  show("level", Boolean(streams.sound));
  if (streams.sound) void listen(streams.sound);
}

/** Moves the bar with the voice. @param {MediaStream} stream */
async function listen(stream) {
  audio ??= new AudioContext();
  await audio.resume();
  const analyser = new AnalyserNode(audio, { fftSize: 1024 });
  const source = audio.createMediaStreamSource(stream);
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let loud = 0;
  const draw = () => {
    if (streams.sound !== stream || left) { source.disconnect(); return; }
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // From -60 dB (silence) to -10 dB (loud) onto 0 to 100.
    const level = Math.max(0, Math.min(100, (10 * Math.log10(power + 1e-10) + 60) * 2));
    meter.value = Math.max(level, meter.value - 3);
    loud = level > 30 ? loud + 1 : 0;
    if (loud > 6) show("heard-you", true);
    requestAnimationFrame(draw);
  };
  draw();
}

/** Offers a choice only where there is one. */
async function listDevices() {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  /** @type {[HTMLSelectElement, MediaDeviceKind, MediaStream | undefined][]} */
  const choices = [[cameras, "videoinput", streams.picture], [microphones, "audioinput", streams.sound]];
  for (const [choice, kind, stream] of choices) {
    const found = devices.filter((device) => device.kind === kind && device.deviceId);
    const used = stream?.getTracks()[0]?.getSettings().deviceId;
    choice.replaceChildren(...found.map((device, index) => new Option(device.label || String(index + 1), device.deviceId, false, device.deviceId === used)));
    show(`${choice.id}-choice`, found.length > 1 && Boolean(stream));
  }
}

async function start() {
  show("check-intro", false);
  show("check-running", true);
  show("asking", true);
  // Both at once is one question; where one of them fails, each is asked alone, so that one missing device does not cost the other.
  if (navigator.mediaDevices) {
    try {
      const both = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" }, audio: true });
      stop(both);
    } catch { /* the reason shows below, for each device */ }
  }
  if (left) return;
  await openMicrophone();
  await openCamera();
  await listDevices();
  show("asking", false);
  show("try-again", result.camera !== "ok" || result.microphone !== "ok");
  find("continue", HTMLElement).focus({ preventScroll: true });
}

function withoutCamera() {
  stop(streams.picture);
  streams.picture = undefined;
  video.srcObject = null;
  settle("camera", "skipped");
  for (const id of ["picture", "camera-choice", "without-camera"]) show(id, false);
}

async function playTone() {
  audio ??= new AudioContext();
  await audio.resume();
  for (const [index, pitch] of [392, 493.88, 587.33].entries()) {
    const from = audio.currentTime + index * 0.25;
    const tone = new OscillatorNode(audio, { type: "triangle", frequency: pitch });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.25, from + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0005, from + 0.6);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.7);
  }
  show("tone-answer", true);
}

/** @param {Heard} answer */
function heard(answer) {
  result.speaker = answer;
  find("heard", HTMLElement).setAttribute("aria-pressed", String(answer === "heard"));
  find("not-heard", HTMLElement).setAttribute("aria-pressed", String(answer === "not-heard"));
  show("speaker-advice", answer === "not-heard");
}

/** Goes on, whatever became of the result. */
async function leave() {
  if (left) return;
  left = true;
  stop(streams.picture);
  stop(streams.sound);
  close();
  location.replace(page.dataset.next ?? location.pathname);
}

async function send() {
  try {
    const answer = await fetch(page.dataset.post ?? "", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(result), signal: AbortSignal.timeout(5000),
    });
    if (!answer.ok) throw new Error(String(answer.status));
  } catch {
    // Nobody is held up by a lost result; without it this page would come back, so the address asks for the waiting room.
    show("check-lost", true);
    page.dataset.next = `${page.dataset.next}?wait`;
    for (const id of ["continue", "skip-check"]) find(id, HTMLElement).addEventListener("click", () => void leave());
    return;
  }
  await leave();
}

/** @param {string} id @param {() => void} act */
const onClick = (id, act) => find(id, HTMLElement).addEventListener("click", act);

let sent = false;
const finish = () => { if (!sent) { sent = true; void send(); } };
onClick("start-check", () => void start());
onClick("try-again", () => void start());
onClick("skip-check", finish);
onClick("continue", finish);
onClick("without-camera", withoutCamera);
onClick("play-tone", () => void playTone());
onClick("heard", () => heard("heard"));
onClick("not-heard", () => heard("not-heard"));
cameras.addEventListener("change", () => void openCamera(cameras.value));
microphones.addEventListener("change", () => void openMicrophone(microphones.value));
navigator.mediaDevices?.addEventListener("devicechange", () => { if (streams.picture || streams.sound) void listDevices(); });
