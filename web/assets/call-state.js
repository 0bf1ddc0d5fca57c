// How the call stands, in a word for the page and a sentence for whoever reads it.

import { named, sentence } from "./call-page.js";

/**
 * @typedef {"not-yet" | "left" | "lost" | "they-are-out"} Absence
 * @typedef {object} Standing
 * @property {string | null} over      why it is over
 * @property {{state: string, away: boolean, relayed: boolean | null}[]} all   the others, the one the call is with first
 * @property {boolean} met             whether the first is the one the call is with
 * @property {boolean} socketOpen
 * @property {boolean} shut            the room takes in nobody new, and so not us
 * @property {boolean} everConnected
 * @property {boolean} held            everybody is on hold
 * @property {Absence} absence         why the one the call is with is not there
 */

/**
 * @param {Standing} standing
 * @param {string} name   of the one the call is with
 * @returns {{state: "connecting" | "connected" | "reconnecting" | "ended", words: string}}
 */
export function standing({ over, all, met, socketOpen, shut, everConnected, absence, held }, name) {
  if (over !== null) return { state: "ended", words: named(over, name) };
  if (all.some(({ state }) => state === "connected")) {
    const relayed = all.some((one) => one.relayed);
    // With somebody else still there, it is said that the one the call is with is not.
    const words = held ? sentence("on-hold") : !socketOpen ? sentence("no-server") : !met ? named(absence, name) : sentence(relayed ? "connected-relayed" : "connected");
    return { state: "connected", words };
  }
  const again = everConnected ? "reconnecting" : "connecting";
  if (shut) return { state: "connecting", words: sentence("shut") };
  if (!socketOpen) return { state: again, words: sentence("no-network") };
  const [first] = all;
  if (!first) return { state: absence === "lost" ? "reconnecting" : "connecting", words: named(absence, name) };
  return { state: again, words: named(first.away ? "lost" : again, name) };
}
