// Guests of the call on the page of the one who holds it: a link for an interpreter or a relative, who came by it, letting in and turning away.

import { at, main, named, sentence } from "./call-page.js";

/** @typedef {{guest: string, stands: "expected" | "waits", who: string}} Guest */

const address = main.dataset["guests"] ?? "";
const own = address !== "";
/** A call has four places, so no more links are open at once. */
const MOST = 4;

/** @param {boolean} failed */
const fail = (failed) => (at("guest-failed").hidden = at("guest-not-decided").hidden = !failed);

/**
 * @param {string} path @param {Record<string, string>} [fields]
 * @returns {Promise<Response | null>}
 */
async function send(path, fields = {}) {
  try {
    const answer = await fetch(`${address}${path}`, { method: "POST", headers: { accept: "application/json" }, body: new URLSearchParams(fields) });
    fail(!answer.ok);
    return answer.ok ? answer : null;
  } catch {
    fail(true);
    return null;
  }
}

/** @param {string} words @param {string} whom @param {() => void} does */
function button(words, whom, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = words;
  made.setAttribute("aria-label", `${words}: ${whom}`);
  made.addEventListener("click", does);
  return made;
}

/** @param {Guest} guest */
function row({ guest, stands, who }) {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = named(stands === "waits" ? "guest-waits" : "guest-expected", who);
  item.append(words);
  if (stands === "waits") item.append(button(sentence("guest-let-in"), who, () => void send(`/${guest}/let-in`)));
  item.append(button(sentence(stands === "waits" ? "guest-turn-away" : "guest-withdraw"), who, () => void send(`/${guest}/turn-away`)));
  return item;
}

/** Who waits stands above the controls until it is decided: nobody has to look for them under "More". @param {Guest[]} waiting */
function show(waiting) {
  const [first] = waiting;
  const place = at("guest-at-the-door");
  const before = place.dataset["guest"] ?? "";
  if (before === (first?.guest ?? "")) return;
  const focused = place.contains(document.activeElement);
  place.dataset["guest"] = first?.guest ?? "";
  place.hidden = !first;
  at("guest-who").textContent = first ? named("guest-waits", first.who) : "";
  const buttons = first
    ? [button(sentence("guest-let-in"), first.who, () => void send(`/${first.guest}/let-in`)), button(sentence("guest-turn-away"), first.who, () => void send(`/${first.guest}/turn-away`))]
    : [];
  buttons[0]?.classList.add("main");
  at("guest-buttons").replaceChildren(...buttons);
  // Whoever decided goes on from where they can be.
  if (focused) (buttons[0] ?? at("open-more")).focus();
}

/** Looks again who is expected and who waits: the room says when. */
export async function look() {
  if (!own) return;
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok) return;
    const guests = /** @type {Guest[]} */ (await answer.json());
    at("guest-list").replaceChildren(...guests.map(row));
    (/** @type {HTMLButtonElement} */ (at("make-link"))).disabled = guests.length >= MOST;
    show(guests.filter(({ stands }) => stands === "waits"));
    // A link that was used or withdrawn is copied no more.
    const shown = at("guest-link").dataset["guest"];
    if (!guests.some(({ guest, stands }) => guest === shown && stands === "expected")) at("guest-link").hidden = true;
  } catch {
    // The room tells again when it is back.
  }
}

async function make() {
  const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector("#guests input[name=role]:checked"));
  if (!chosen) return;
  const answer = await send("", { role: chosen.value });
  if (!answer) return;
  const { guest, path } = await answer.json();
  const field = /** @type {HTMLInputElement} */ (at("guest-address"));
  field.value = new URL(path, location.href).href;
  at("guest-link").dataset["guest"] = guest;
  at("guest-link").hidden = false;
  field.focus();
  field.select();
  at("guest-link").scrollIntoView({ block: "nearest" });
  await look();
}

if (own) at("make-link").addEventListener("click", () => void make());
