// The menu of the call: other devices, the whole screen, a picture over other windows, a blurred background. What this browser cannot do is not offered.

import * as devices from "./call-devices.js";
import { at, main, sentence } from "./call-page.js";
import { did } from "./call-report.js";
import { hearThrough } from "./call-tiles.js";
import { chosen, remember } from "./chosen.js";

const remote = /** @type {HTMLVideoElement & {setSinkId?: (id: string) => Promise<void>}} */ (at("remote"));
const panel = at("more");
const button = at("open-more");

/** @param {boolean} open */
function show(open) {
  panel.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
  if (!open) return button.focus();
  void list();
  panel.querySelector("select")?.focus();
}
button.addEventListener("click", () => show(panel.hidden === true));
at("close-more").addEventListener("click", () => show(false));
panel.addEventListener("keydown", (event) => event.key === "Escape" && show(false));

// ---- Devices ----

const CHOICES = /** @type {const} */ ([
  ["audioinput", "choose-microphone"],
  ["videoinput", "choose-camera"],
  ["audiooutput", "choose-speaker"],
]);
let sink = "";
const wanted = chosen().speaker;
// One that is gone is not missed: the sound comes where it would without a choice.
if (wanted) hearThrough(wanted).then(() => { sink = wanted; }, () => undefined);

/** The devices there are now. Their names are only known once the browser was allowed to use them. */
async function list() {
  const all = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  for (const [kind, id] of CHOICES) {
    const choice = /** @type {HTMLSelectElement} */ (at(id));
    const present = kind === "audiooutput" ? sink : devices.chosen(kind === "audioinput" ? "audio" : "video");
    const offered = all.filter((one) => one.kind === kind && one.deviceId);
    choice.replaceChildren(...offered.map((one, index) => new Option(one.label || `${sentence("device")} ${index + 1}`, one.deviceId, false, one.deviceId === present)));
    const usable = kind !== "audiooutput" || remote.setSinkId !== undefined;
    (/** @type {HTMLElement} */ (choice.closest(".field"))).hidden = offered.length === 0 || !usable;
  }
  at("blur").hidden = !devices.canBlur();
}
navigator.mediaDevices?.addEventListener?.("devicechange", () => {
  if (!panel.hidden) void list();
  devices.replaceLost();
});

for (const [kind, id] of CHOICES) {
  at(id).addEventListener("change", async () => {
    const choice = /** @type {HTMLSelectElement} */ (at(id));
    let taken = true;
    if (kind === "audiooutput") {
      taken = await hearThrough(choice.value).then(() => true, () => false);
      if (taken) {
        sink = choice.value;
        remember("speaker", sink);
      }
    } else {
      taken = await devices.choose(kind === "audioinput" ? "audio" : "video", choice.value);
    }
    at("device-failed").hidden = taken;
    if (taken) did("device-changed");
    void list();
  });
}

at("blur").addEventListener("click", async () => {
  const on = await devices.blur(at("blur").getAttribute("aria-pressed") !== "true");
  at("blur").setAttribute("aria-pressed", String(on));
});

// ---- The picture ----

const whole = at("whole-screen");
whole.hidden = !document.fullscreenEnabled;
whole.addEventListener("click", () => {
  const asked = document.fullscreenElement ? document.exitFullscreen() : main.requestFullscreen();
  asked.catch(() => undefined);
  show(false);
});
document.addEventListener("fullscreenchange", () => whole.setAttribute("aria-pressed", String(document.fullscreenElement !== null)));

const small = at("small-window");
small.hidden = !document.pictureInPictureEnabled;
small.addEventListener("click", async () => {
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await remote.requestPictureInPicture();
    show(false);
  } catch {
    // There is no picture yet.
    at("no-picture-yet").hidden = false;
  }
});
remote.addEventListener("enterpictureinpicture", () => {
  at("no-picture-yet").hidden = true;
  small.setAttribute("aria-pressed", "true");
});
remote.addEventListener("leavepictureinpicture", () => small.setAttribute("aria-pressed", "false"));
