// Keeps a waiting visitor's line open (it is also what tells the clinic they are here), and lets them in by itself.
import { follow } from "./stream.js";

/** @typedef {{ from: string, text: string }} Note */
/** @typedef {{ state: "waiting" | "admitted" | "moved" | "ended" | "closed", position?: number, text?: string, for_whom?: string, notes?: Note[] }} State */

const page = document.getElementById("wait");
const place = document.getElementById("place");
const lost = document.getElementById("connection-lost");
const admitted = document.getElementById("admitted");
const whom = document.getElementById("for-whom");
const notes = document.getElementById("notes");
const noteForm = document.getElementById("note-form");

/** Writes the notes anew where they have changed. @param {Note[]} next */
function write(next) {
  if (!notes || !(noteForm instanceof HTMLTemplateElement)) return;
  const now = JSON.stringify(next);
  const stand = [...notes.querySelectorAll(".note")].map((note) => ({ from: note.querySelector(".soft")?.textContent, text: note.querySelector(".note-text")?.textContent }));
  if (JSON.stringify(stand) === now) return;
  notes.replaceChildren(...next.map(({ from, text }) => {
    const note = /** @type {DocumentFragment} */ (noteForm.content.cloneNode(true));
    const [heading, words] = [note.querySelector(".soft"), note.querySelector(".note-text")];
    if (heading) heading.textContent = from;
    if (words) words.textContent = text;
    return note;
  }));
}

if (page && place && lost && admitted) {
  let leaving = false;
  const close = follow(page.dataset.live ?? "", { state: (data) => turn(/** @type {State} */ (JSON.parse(data))) }, (open) => {
    // A lost line says so; a line that closes because we are going in does not.
    lost.hidden = open || leaving;
  });

  /** @param {State} next */
  function turn(next) {
    if (!page || !place || !admitted || leaving) return;
    if (next.text && place.textContent !== next.text) place.textContent = next.text;
    if (next.for_whom && whom && whom.textContent !== next.for_whom) whom.textContent = next.for_whom;
    if (next.notes) write(next.notes);
    page.dataset.state = next.state;
    if (next.state === "waiting") return;
    leaving = true;
    if (next.state === "admitted") {
      place.hidden = true;
      admitted.hidden = false;
      document.title = page.dataset.titleAdmitted ?? document.title;
    }
    close();
    // The same address shows the call, or the farewell.
    location.replace(location.pathname);
  }
}
