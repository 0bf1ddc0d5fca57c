// Hanging up: leaving alone, or ending the call for all, and saying so where that was not done.

import * as keeping from "./call-keeping.js";
import { at, main, sentence } from "./call-page.js";

/** @typedef {{isOver: () => boolean, room: () => import("./room.js").Room | null, finish: (why: string) => void}} Call */

const professional = main.dataset["side"] === "professional";
const hangUp = /** @type {HTMLButtonElement} */ (at("hang-up"));

/** Whoever pressed may press again. */
export const mayHangUp = () => void (hangUp.disabled = false);

/** Says that something was not done, and why; nothing takes it away again. @param {string} words */
export function notDone(words) {
  at("not-done").textContent = words;
  at("not-done").hidden = words === "";
}

/**
 * Ends the call for all.
 * @param {Call} call @param {string} end
 * @returns {Promise<boolean>} whether it is over; where the room was asked, it says so when it is
 */
async function endForAll(call, end) {
  /** @type {Response | null} */ let answer = null;
  try {
    answer = await fetch(end, { method: "POST", redirect: "manual", headers: { accept: "application/json" }, signal: AbortSignal.timeout(5000) });
  } catch {
    // The room may be reached all the same.
  }
  if (answer && (answer.ok || answer.type === "opaqueredirect")) return true;
  const room = call.room();
  if (answer && answer.status < 500) {
    // It was heard, and refused: the call is another's, or over.
    notDone(sentence(answer.status === 409 ? "not-yours" : "not-done"));
    mayHangUp();
  } else if (room?.joined) {
    room.end();
    // Where no answer comes, as while the log is away, one may try again or leave.
    setTimeout(() => {
      if (call.isOver() || !hangUp.disabled) return;
      notDone(sentence("not-ended"));
      mayHangUp();
    }, 5000);
  } else {
    notDone(sentence("not-ended"));
    mayHangUp();
  }
  return false;
}

/** @param {Call} call */
export function start(call) {
  hangUp.addEventListener("click", async (event) => {
    event.preventDefault();
    const choice = professional ? await keeping.askHangUp() : "leave";
    if (call.isOver() || !choice) return;
    hangUp.disabled = true;
    notDone("");
    const end = main.dataset["end"];
    if (choice === "end" && end) {
      if (!(await endForAll(call, end))) return;
    } else {
      call.room()?.leave();
    }
    call.finish(choice === "leave" && professional ? "left-alone" : "hung-up");
  });
}
