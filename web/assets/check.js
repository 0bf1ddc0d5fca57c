// The device test: picture, level, a tone, the connection. Every failure has plain advice, and every step can be left.
import { grades, handedIn, line, outcomeOf, summary, unblockIn } from "./check-advice.js";
import { Measurement, pass } from "./check-connection.js";
import { listen, playTone, speakersCanBeChosen } from "./check-sound.js";
import { OFF, chosen, remember } from "./chosen.js";
import { follow } from "./stream.js";

/** @typedef {import("./check-advice.js").Outcome} Outcome */
/** @typedef {import("./check-advice.js").Heard} Heard */
/** @typedef {import("./check-advice.js").Result} Result */

/** @template {HTMLElement} T @param {string} id @param {new () => T} kind @returns {T} */
function find(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

const page = find("check", HTMLElement);
const video = find("self-view", HTMLVideoElement);
const back = find("returned", HTMLVideoElement);
const meter = find("level-meter", HTMLMeterElement);
const cameras = find("camera", HTMLSelectElement);
const microphones = find("microphone", HTMLSelectElement);
const speakers = find("speaker-device", HTMLSelectElement);
/** Before a call: what is chosen here is chosen for it. */
const inArrival = page.dataset.chooses !== undefined;

/** @type {Result} */
const result = { camera: "skipped", microphone: "skipped", speaker: "skipped" };
/** @type {{ picture?: MediaStream, sound?: MediaStream }} */
const streams = {};
/** @type {Measurement | undefined} */
let measurement;
let left = false;
/** Whether all has been tried, and the whole was said. */
let summed = false;

// While somebody checks, they are already here: the same line that the waiting room keeps open, and who is let in early is taken along.
const close = !page.dataset.live ? () => undefined : follow(page.dataset.live, {
  state: (data) => { if (JSON.parse(data).state !== "waiting") void leave(); },
}, () => undefined);

/** @param {string} id @param {boolean} visible */
const show = (id, visible) => { find(id, HTMLElement).hidden = !visible; };

/** Shows the one line of several. @param {string} id @param {string} said */
function say(id, said) {
  for (const text of find(id, HTMLElement).querySelectorAll("[data-outcome]")) {
    if (text instanceof HTMLElement) text.hidden = text.dataset.outcome !== said;
  }
}

/** @param {"camera" | "microphone"} device @param {Outcome} outcome @param {unknown} [failure] */
function settle(device, outcome, failure) {
  result[device] = outcome;
  say(`${device}-result`, outcome);
  if (outcome === "blocked") say("unblock", unblockIn(navigator.userAgent, { touch: navigator.maxTouchPoints > 1, failure }));
  show("unblock", [result.camera, result.microphone].includes("blocked"));
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
    settle(device, outcomeOf(failure), failure);
    return undefined;
  }
}

/** What was chosen before is taken again, if it is still there. */
async function openBoth() {
  const { microphone, camera } = inArrival ? chosen() : {};
  await openMicrophone(microphone);
  if (microphone && !streams.sound) await openMicrophone();
  await openCamera(camera === OFF ? undefined : camera);
  if (camera && !streams.picture) await openCamera();
}

/** A test on its own keeps nothing; before a call, what was chosen is chosen for the call. @param {import("./chosen.js").Device} device @param {string} id */
function keep(device, id) {
  if (inArrival) remember(device, id);
}

/** @param {string} [id] */
async function openCamera(id) {
  stop(streams.picture);
  streams.picture = await open("camera", { video: id ? { deviceId: { exact: id } } : { facingMode: "user" } });
  video.srcObject = streams.picture ?? null;
  show("picture", Boolean(streams.picture));
  show("without-camera", Boolean(streams.picture));
  await measurement?.replace("video", streams.picture?.getTracks()[0]);
}

/** @param {string} [id] */
async function openMicrophone(id) {
  stop(streams.sound);
  const stream = streams.sound = await open("microphone", { audio: id ? { deviceId: { exact: id } } : true });
  show("level", Boolean(stream));
  if (stream) void listen(stream, meter, () => streams.sound === stream && !left, () => show("heard-you", true));
  await measurement?.replace("audio", stream?.getTracks()[0]);
}

/** Offers a choice only where there is one. */
async function listDevices() {
  const devices = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
  /** @type {[HTMLSelectElement, MediaDeviceKind, boolean, string | undefined][]} */
  const choices = [
    [cameras, "videoinput", Boolean(streams.picture), streams.picture?.getTracks()[0]?.getSettings().deviceId],
    [microphones, "audioinput", Boolean(streams.sound), streams.sound?.getTracks()[0]?.getSettings().deviceId],
    [speakers, "audiooutput", speakersCanBeChosen(), speakers.value],
  ];
  for (const [choice, kind, open, used] of choices) {
    const found = devices.filter((device) => device.kind === kind && device.deviceId);
    choice.replaceChildren(...found.map((device, index) => new Option(device.label || String(index + 1), device.deviceId, false, device.deviceId === used)));
    show(`${choice.id}-choice`, found.length > 1 && open);
  }
}

async function start() {
  show("check-intro", false);
  show("check-running", true);
  show("asking", true);
  // The button that was pressed is gone.
  find("asking", HTMLElement).focus({ preventScroll: true });
  show("summary", false);
  summed = false;
  // Both at once is one question; where one of them fails, each is asked alone, so that one missing device does not cost the other.
  if (navigator.mediaDevices) {
    try {
      const both = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" }, audio: true });
      stop(both);
    } catch { /* the reason shows below, for each device */ }
  }
  if (left) return;
  await openBoth();
  await listDevices();
  show("asking", false);
  find("continue", HTMLElement).focus({ preventScroll: true });
  await measure();
  sumUp();
}

async function measure() {
  measurement?.close();
  measurement = undefined;
  delete result.connection;
  back.srcObject = null;
  const { offer, relay: way } = page.dataset;
  if (offer === undefined) return;
  if (!("RTCPeerConnection" in window)) { tellConnection({ reached: "unmeasured" }); return; }
  say("connection-result", "measuring");
  say("summary", "measuring");
  // What will be told has its place from the start: nothing moves away under a finger.
  show("summary", true);
  show("figures", true);
  show("returned-part", Boolean(streams.picture));
  const tracks = [streams.sound, streams.picture].flatMap((stream) => stream?.getTracks() ?? []);
  const against = (/** @type {RTCIceServer | undefined} */ relay) => new Measurement({
    offer, relay, tracks, returned: (stream) => { back.srcObject = stream; },
  });
  let running = measurement = against(undefined);
  let measured = await running.run();
  if (measured.reached === "not-directly" && way !== undefined && measurement === running && !left) {
    const relay = await pass(way);
    if (relay !== undefined && measurement === running && !left) {
      running = measurement = against(relay);
      const relayed = await running.run();
      // Nobody there to measure against says nothing of the relay.
      if (relayed.reached !== "unmeasured") measured = relayed;
    }
  }
  // Somebody tried again meanwhile, or has gone on.
  if (measurement === running && !left) tellConnection(measured);
}

/** @param {import("./check-advice.js").Measured} measured */
function tellConnection(measured) {
  result.connection = measured;
  say("connection-result", line(measured));
  show("sound-returned", measured.sound === true);
  show("returned-part", measured.picture === true);
  show("picture-lost", measured.picture === false);
  show("sound-lost", measured.sound === false);
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 2 });
  const speed = (/** @type {number} */ kilobits) => `${number.format(Math.min(kilobits / 1000, 99))} Mbit/s`;
  /** @type {[string, number | undefined, (value: number) => string][]} */
  const figures = [
    ["round-trip", measured.roundTrip, (value) => `${number.format(Math.max(1, Math.round(value)))} ms`],
    ["loss", measured.loss, (value) => `${number.format(value * 100)} %`],
    ["up", measured.up, speed],
    ["down", measured.down, speed],
  ];
  for (const [id, value, words] of figures) find(`figure-${id}`, HTMLElement).textContent = value === undefined ? "–" : words(value);
  const known = Object.values(grades(measured)).some((grade) => grade !== undefined);
  show("figures", known);
}

/** The whole in one sentence, once all has been tried. */
function sumUp() {
  if (left) return;
  summed = true;
  const said = summary(result);
  say("summary", said);
  find("summary", HTMLElement).classList.toggle("warm", said !== "all" && said !== "devices");
  show("summary", true);
  show("try-again", said !== "all" && said !== "devices");
}

function withoutCamera() {
  stop(streams.picture);
  streams.picture = undefined;
  video.srcObject = null;
  settle("camera", "skipped");
  void measurement?.replace("video", undefined);
  for (const id of ["picture", "camera-choice", "without-camera", "returned-part"]) show(id, false);
  if (summed) sumUp();
  keep("camera", OFF);
  find("continue", HTMLElement).focus({ preventScroll: true });
}

async function tone() {
  try {
    await playTone(find("speaker-device-choice", HTMLElement).hidden ? "" : speakers.value);
  } catch {
    // The chosen speaker is gone: the system's is still there.
    await playTone("");
  }
  show("tone-answer", true);
}

/** @param {Heard} answer */
function heard(answer) {
  result.speaker = answer;
  find("heard", HTMLElement).setAttribute("aria-pressed", String(answer === "heard"));
  find("not-heard", HTMLElement).setAttribute("aria-pressed", String(answer === "not-heard"));
  show("speaker-advice", answer === "not-heard");
  if (summed) sumUp();
}

/** Goes on, whatever became of the result. */
async function leave() {
  if (left) return;
  left = true;
  stop(streams.picture);
  stop(streams.sound);
  measurement?.close();
  close();
  location.replace(page.dataset.next ?? location.pathname);
}

async function send() {
  try {
    const answer = await fetch(page.dataset.post ?? "", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(handedIn(result)), signal: AbortSignal.timeout(5000),
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
const finish = () => {
  if (sent) return;
  sent = true;
  // Whoever tried again with the camera wants it.
  if (streams.picture && chosen().camera === OFF) keep("camera", "");
  // A test on its own hands in nothing.
  void (page.dataset.post === undefined ? leave() : send());
};
onClick("start-check", () => void start());
onClick("try-again", () => void start());
onClick("skip-check", finish);
onClick("continue", finish);
onClick("without-camera", withoutCamera);
onClick("play-tone", () => void tone());
onClick("heard", () => heard("heard"));
onClick("not-heard", () => heard("not-heard"));
cameras.addEventListener("change", () => {
  keep("camera", cameras.value);
  void openCamera(cameras.value);
});
microphones.addEventListener("change", () => {
  keep("microphone", microphones.value);
  void openMicrophone(microphones.value);
});
speakers.addEventListener("change", () => keep("speaker", speakers.value));
navigator.mediaDevices?.addEventListener("devicechange", () => { if (streams.picture || streams.sound) void listDevices(); });
// The participant is told that the page has gone, instead of waiting for it.
addEventListener("pagehide", () => measurement?.close());
