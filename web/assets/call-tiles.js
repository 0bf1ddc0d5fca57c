// The pictures of the others: one fills the screen, two or three share it, each with a name, how it stands, and a short code. Draws what it is given, and decides nothing.

import { showCode } from "./call-code.js";
import { at, main, named, sentence } from "./call-page.js";

/**
 * @typedef {object} View   one of the others, as shown
 * @property {string} name
 * @property {MediaStream | null} stream
 * @property {import("./room.js").Connection} state
 * @property {boolean} away
 * @property {import("./talk.js").Sending | null} sending   what they have switched on; nothing is known before they said so
 * @property {import("./peer.js").Code} code
 * @property {boolean} changed
 * @property {number} frames   decoded so far
 */

const place = at("others");
const blank = /** @type {HTMLTemplateElement} */ (at("tile"));
const bar = { panel: at("code-panel"), list: at("code"), changed: at("code-changed"), failed: at("code-failed") };
let sink = "";
/** On hold nothing is played. */
let held = false;

const tiles = () => [.../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".tile"))];
/** @param {ParentNode} within @param {string} css */
const part = (within, css) => /** @type {HTMLElement} */ (within.querySelector(css));

function another() {
  const tile = /** @type {HTMLElement} */ (part(blank.content, ".tile").cloneNode(true));
  if (sink) void (/** @type {any} */ (part(tile, "video"))).setSinkId?.(sink);
  place.append(tile);
  return tile;
}

/** @param {View} view */
function how({ state, away, sending }) {
  if (state !== "connected") return sentence(away ? "tile-away" : "tile-connecting");
  if (!sending) return "";
  const { audio, video, screen, saving } = sending;
  const words = [audio ? "" : "tile-mute", video || saving ? "" : "tile-camera", screen ? "tile-screen" : "", saving ? "tile-saving" : ""];
  return words.filter(Boolean).map(sentence).join(" · ");
}

/** @param {HTMLElement} tile @param {View} view @param {boolean} several */
function draw(tile, view, several) {
  const { name, stream, state, sending, code, changed, frames } = view;
  const video = /** @type {HTMLVideoElement} */ (part(tile, "video"));
  if (video.srcObject !== stream) {
    video.srcObject = stream;
    if (stream) play();
  }
  // Tracks come one by one, and each is still from its first moment.
  if (held) still(video);
  video.setAttribute("aria-label", named("picture-of", name));
  const picture = !held && sending !== null && sending.video && !sending.saving;
  Object.assign(tile.dataset, { state, picture: picture ? "on" : "off", shows: sending?.screen ? "screen" : "camera", frames: String(frames) });
  part(tile, ".placeholder").hidden = state === "connected" && picture;
  part(tile, ".placeholder .initial").textContent = (name.replace(/^Dr /, "").trim()[0] ?? "").toUpperCase();
  part(tile, ".placeholder p").textContent = name;
  part(tile, ".caption").hidden = !several;
  part(tile, ".name").textContent = name;
  const words = how(view);
  if (part(tile, ".how").textContent !== words) part(tile, ".how").textContent = words;
  const codePlace = { panel: part(tile, ".pair"), list: part(tile, ".code"), changed: part(tile, ".code-changed"), failed: part(tile, ".code-failed") };
  showCode(codePlace, several ? code : "pending", changed);
  // A warning is not folded away.
  if (several && (changed || code === "failed")) (/** @type {HTMLDetailsElement} */ (codePlace.panel)).open = true;
  if (!several) showCode(bar, code, changed);
}

/**
 * Shows these, in this order.
 * @param {View[]} views
 */
export function show(views) {
  const several = views.length > 1;
  main.dataset["others"] = several ? "several" : String(views.length);
  views.forEach((view, index) => draw(tiles()[index] ?? another(), view, several));
  for (const tile of tiles().slice(Math.max(1, views.length))) {
    (/** @type {HTMLVideoElement} */ (part(tile, "video"))).srcObject = null;
    tile.remove();
  }
  if (views.length === 0) {
    const first = /** @type {HTMLVideoElement} */ (at("remote"));
    first.srcObject = null;
    at("placeholder").hidden = false;
    Object.assign((/** @type {HTMLElement} */ (tiles()[0])).dataset, { state: "", picture: "off" });
  }
}

/**
 * Stops playing what comes in, or plays it again.
 * @param {boolean} on
 */
export function hold(on) {
  held = on;
  for (const tile of tiles()) still(/** @type {HTMLVideoElement} */ (part(tile, "video")));
  if (!on) play();
}

/** @param {HTMLVideoElement} video */
function still(video) {
  video.muted = held;
  if (held) video.pause();
  for (const track of (/** @type {MediaStream | null} */ (video.srcObject))?.getTracks() ?? []) track.enabled = !held;
}

/** Plays them all. Some browsers want a touch before there is sound. */
export function play() {
  if (held) return;
  const all = tiles().map((tile) => (/** @type {HTMLVideoElement} */ (part(tile, "video")))).filter((video) => video.srcObject);
  Promise.all(all.map((video) => video.play())).then(
    () => (at("sound").hidden = true),
    (error) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") at("sound").hidden = false;
    },
  );
}
at("sound").addEventListener("click", () => {
  play();
  at("mute").focus();
});

/**
 * Everybody is heard through this speaker.
 * @param {string} id
 */
export async function hearThrough(id) {
  for (const tile of tiles()) await (/** @type {any} */ (part(tile, "video"))).setSinkId(id);
  sink = id;
}
