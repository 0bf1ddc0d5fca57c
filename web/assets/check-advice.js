// What the device test concludes from what it saw: pure, so that it can be tried without a browser.

/** @typedef {"ok" | "blocked" | "none" | "busy" | "skipped"} Outcome */
/** @typedef {"heard" | "not-heard" | "skipped"} Heard */
/** @typedef {"good" | "fair" | "poor"} Grade */
/** @typedef {"directly" | "by-relay" | "blocked" | "not-directly" | "unmeasured"} Reached */
/** Round trip in milliseconds, loss as a part of one, speeds in kilobits a second. */
/** @typedef {{ reached: Reached, roundTrip?: number, loss?: number, up?: number, down?: number, picture?: boolean, sound?: boolean }} Measured */
/** @typedef {{ camera: Outcome, microphone: Outcome, speaker: Heard, connection?: Measured }} Result */
/** @typedef {"chrome" | "firefox" | "safari" | "iphone" | "android" | "system" | "other"} Unblock */

/** Why a device could not be opened. @param {unknown} failure @returns {Outcome} */
export function outcomeOf(failure) {
  const name = failure instanceof Error || failure instanceof DOMException ? failure.name : "";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "blocked";
}

/** Where a blocked device is unblocked. Where the system blocks the browser, the browser's own settings are of no use.
 * @param {string} agent @param {{ touch?: boolean, failure?: unknown }} [more] @returns {Unblock} */
export function unblockIn(agent, { touch = false, failure } = {}) {
  if (failure instanceof Error && /system/i.test(failure.message)) return "system";
  // An iPad says that it is a Mac, and is the only Mac that is touched. On both, every browser is Safari within.
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touch)) return "iphone";
  if (/Android/.test(agent)) return /Firefox\//.test(agent) ? "other" : "android";
  if (/Firefox\//.test(agent)) return "firefox";
  if (/Chrome\/|Chromium\//.test(agent)) return "chrome";
  return /Safari\//.test(agent) ? "safari" : "other";
}

/** @param {number | undefined} value @param {number} good @param {number} fair @param {boolean} [more] whether more is better @returns {Grade | undefined} */
function grade(value, good, fair, more = false) {
  if (value === undefined) return undefined;
  const reaches = (/** @type {number} */ bound) => (more ? value >= bound : value <= bound);
  return reaches(good) ? "good" : reaches(fair) ? "fair" : "poor";
}

/** A measurement in classes: what is told, and all that is kept. A call sends at most 1200 kbit/s, and with 250 it holds a small picture.
 * @param {Measured} measured */
export const grades = (measured) => ({
  round_trip: grade(measured.roundTrip, 150, 400),
  loss: grade(measured.loss, 0.02, 0.08),
  up: grade(measured.up, 1200, 250, true),
  down: grade(measured.down, 1200, 250, true),
});

/** @typedef {"good" | "fair" | "poor" | "relayed" | "blocked" | "not-directly" | "unmeasured"} Line */

/** What is said about a connection. That it holds but by a detour is worth saying only where it is good enough otherwise.
 * @param {Measured} measured @returns {Line} */
export function line(measured) {
  if (measured.reached !== "directly" && measured.reached !== "by-relay") return measured.reached;
  const all = Object.values(grades(measured));
  if (all.includes("poor")) return "poor";
  if (measured.reached === "by-relay") return "relayed";
  return all.includes("fair") ? "fair" : "good";
}

/** @typedef {"all" | "devices" | "voice" | "unheard" | "looking" | "unhearing" | "weak" | "blocked" | "not-directly"} Summary */

/** The test in one sentence: what stands most in the way first.
 * @param {Result} result @returns {Summary} */
export function summary({ camera, microphone, speaker, connection }) {
  const said = connection && line(connection);
  if (said === "blocked" || said === "not-directly") return said;
  if (microphone !== "ok") return camera === "ok" ? "unheard" : "looking";
  if (speaker === "not-heard") return "unhearing";
  if (said === "poor") return "weak";
  if (camera !== "ok") return "voice";
  return said === undefined || said === "unmeasured" ? "devices" : "all";
}

/** What is handed in with a visit. @param {Result} result */
export function handedIn({ connection, ...devices }) {
  if (!connection) return devices;
  const { reached, picture, sound } = connection;
  return { ...devices, connection: { reached, ...grades(connection), picture, sound } };
}
