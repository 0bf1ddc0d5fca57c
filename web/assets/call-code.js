// Shows the short code: five drawings with their names. What the code is and how it comes about is in code.js.

import { at, main } from "./call-page.js";
import { did } from "./call-report.js";
import { PICTURES } from "./code.js";

let shown = "";

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

/** @param {import("./peer.js").Code} code */
export function showCode(code) {
  const names = (main.dataset["codeNames"] ?? "").split(",").map((name) => name.trim());
  const list = at("code");
  const numbers = Array.isArray(code) ? code : [];
  const value = numbers.join(" ");
  // Nothing compared before may stand there while it is not certain that it still holds.
  list.replaceChildren(...numbers.map((number) => picture(names, number)));
  list.dataset["value"] = value;
  at("code-failed").hidden = code !== "failed";
  at("code-panel").hidden = code === "pending";
  if (value === "") {
    at("code-changed").hidden = true;
    return;
  }
  const changed = shown !== "" && shown !== value;
  if (changed) did("code-changed");
  shown = value;
  at("code-changed").hidden = !changed;
}
