// Keeps a waiting visitor's line open (it is also what tells the clinic they are here), and lets them in by itself.
import { follow } from "./stream.js";

/** @typedef {{ state: "waiting" | "admitted" | "moved" | "ended" | "closed", position?: number, text?: string }} State */

const page = document.getElementById("wait");
const place = document.getElementById("place");
const lost = document.getElementById("connection-lost");
const admitted = document.getElementById("admitted");

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
