// Keeps the visitor's line open while they read how to identify themselves, so that the clinic sees them wait, and says when they are let in: nothing is taken from under their hands.
import { follow } from "./stream.js";

const page = document.getElementById("identify");
const admitted = document.getElementById("admitted");

if (page && admitted) {
  follow(
    page.dataset.live ?? "",
    { state: (data) => (admitted.hidden = /** @type {{ state: string }} */ (JSON.parse(data)).state === "waiting") },
    () => {},
  );
}
