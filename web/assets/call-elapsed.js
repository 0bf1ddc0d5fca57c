// The time the call has run; kept over a reload, and only in this tab.

import { at, main } from "./call-page.js";

const key = `call-began ${main.dataset["room"]}`;
const began = () => Number(sessionStorage.getItem(key) ?? 0);

/** The first connection is there. */
export function begin() {
  if (!began()) sessionStorage.setItem(key, String(Date.now()));
}

export const forget = () => sessionStorage.removeItem(key);

export function show() {
  const start = began();
  if (!start) return;
  const total = Math.max(0, Math.floor((Date.now() - start) / 1000));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  at("elapsed").textContent = `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(rest)}`;
}
