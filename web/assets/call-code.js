// Shows short codes: five drawings with their names. What a code is and how it comes about is in code.js.

import { main } from "./call-page.js";
import { did } from "./call-report.js";
import { PICTURES } from "./code.js";

/** @typedef {{panel: HTMLElement, list: HTMLElement, changed: HTMLElement, failed: HTMLElement}} Place   where a code stands on the page */

/** What was shown of each person last. @type {Map<string, string>} */ const shown = new Map();

/**
 * Remembers a person's code, and tells whether it is another than the one before.
 * @param {string} person @param {import("./peer.js").Code} code
 */
export function isAnother(person, code) {
  if (!Array.isArray(code)) return false;
  const [before, value] = [shown.get(person), code.join(" ")];
  shown.set(person, value);
  const changed = before !== undefined && before !== value;
  if (changed) did("code-changed");
  return changed;
}

/** @param {string[]} names @param {number} number */
function picture(names, number) {
  const item = document.createElement("li");
  const drawing = document.createElement("img");
  // The name beside it says it all.
  drawing.alt = "";
  drawing.src = `/assets/pictures.svg#${PICTURES[number] ?? ""}`;
  const name = document.createElement("span");
  name.textContent = names[number] ?? "";
  item.append(drawing, name);
  return item;
}

/** @param {Place} place @param {import("./peer.js").Code} code @param {boolean} changed */
export function showCode({ panel, list, changed: warning, failed }, code, changed) {
  const names = (main.dataset["codeNames"] ?? "").split(",").map((name) => name.trim());
  const numbers = Array.isArray(code) ? code : [];
  const value = numbers.join(" ");
  // Nothing compared before may stand there while it is not certain that it still holds.
  if (list.dataset["value"] !== value) list.replaceChildren(...numbers.map((number) => picture(names, number)));
  list.dataset["value"] = value;
  failed.hidden = code !== "failed";
  panel.hidden = code === "pending";
  warning.hidden = value === "" || !changed;
}
