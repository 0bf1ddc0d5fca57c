// The self-view: drag it, touch it, or use the arrow keys; it settles in a corner.

import { at } from "./call-page.js";

const frame = at("self-frame");
/** @param {boolean} right @param {boolean} bottom */
function settle(right, bottom) {
  frame.dataset["corner"] = `${bottom ? "bottom" : "top"}-${right ? "right" : "left"}`;
}
/** @type {{x: number, y: number, moved: boolean} | null} */ let drag = null;
frame.addEventListener("pointerdown", (event) => {
  drag = { x: event.clientX, y: event.clientY, moved: false };
  frame.setPointerCapture(event.pointerId);
});
frame.addEventListener("pointermove", (event) => {
  if (!drag) return;
  const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
  drag.moved ||= Math.hypot(x, y) > 8;
  if (drag.moved) frame.style.translate = `${x}px ${y}px`;
});
const CORNERS = ["bottom-right", "bottom-left", "top-left", "top-right"];
const nextCorner = () => (frame.dataset["corner"] = CORNERS[(CORNERS.indexOf(frame.dataset["corner"] ?? "") + 1) % 4] ?? "");
frame.addEventListener("pointerup", () => {
  if (drag?.moved) {
    const box = frame.getBoundingClientRect();
    settle(box.left + box.width / 2 > innerWidth / 2, box.top + box.height / 2 > innerHeight / 2);
  } else nextCorner();
  frame.style.translate = "";
  drag = null;
});
frame.addEventListener("pointercancel", () => {
  frame.style.translate = "";
  drag = null;
});
frame.addEventListener("keydown", (event) => {
  const corner = frame.dataset["corner"] ?? "";
  const [right, bottom] = [corner.endsWith("right"), corner.startsWith("bottom")];
  if (event.key === "ArrowLeft") settle(false, bottom);
  else if (event.key === "ArrowRight") settle(true, bottom);
  else if (event.key === "ArrowUp") settle(right, false);
  else if (event.key === "ArrowDown") settle(right, true);
  else if (event.key === "Enter" || event.key === " ") nextCorner();
  else return;
  event.preventDefault();
});
