// Showing one's screen instead of one's camera, and back. Phones' browsers cannot: there the button is not shown.

import { at, sentence } from "./call-page.js";
import { did } from "./call-report.js";
import * as devices from "./call-devices.js";

const button = /** @type {HTMLButtonElement} */ (at("share"));
/** @type {MediaStreamTrack | null} */ let screen = null;

button.hidden = !navigator.mediaDevices?.getDisplayMedia;

function show() {
  button.setAttribute("aria-pressed", String(screen !== null));
  at("share-words").textContent = sentence(screen ? "share-off" : "share-on");
  at("own-screen").hidden = screen === null;
}

/** Ends the showing, if there is one. */
export function stop() {
  if (!screen) return;
  screen.stop();
  screen = null;
  devices.showScreen(null);
  did("screen-share-off");
  show();
}

button.addEventListener("click", async () => {
  if (screen) return stop();
  // Disabled, it would lose the focus.
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  at("share-failed").hidden = true;
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false });
    const track = stream.getVideoTracks()[0];
    if (!track) return;
    // Letters stay sharp, and frames are given up instead.
    track.contentHint = "detail";
    track.addEventListener("ended", () => screen === track && stop());
    screen = track;
    devices.showScreen(track);
    did("screen-share-on");
  } catch (error) {
    // Having changed one's mind needs no words.
    at("share-failed").hidden = error instanceof DOMException && error.name === "NotAllowedError";
  } finally {
    button.ariaDisabled = null;
    show();
  }
});
at("stop-sharing").addEventListener("click", () => {
  stop();
  button.focus();
});
