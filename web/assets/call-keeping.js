// What the one who holds the call does with its room: ends it for all or leaves, puts somebody out, lets them back in, closes it to newcomers. A visitor's page has none of it.

import { at, main, named, sentence } from "./call-page.js";

/** @typedef {{client: number, name: string, side: string, lost?: boolean}} Person  `lost`: the room has lost them, and others may be in touch with them still */
/** @typedef {{putOut: (client: number) => void, letIn: (client: number) => void, close: (closed: boolean) => void}} Acts */

const own = document.getElementById("keeping") !== null;
let closed = false;
/** Whether the room hears us: what is said meanwhile would be lost. */
let reached = false;
/** @type {Person[]} */ let here = [];
/** @type {Person[]} */ let out = [];
/** @type {Acts | null} */ let acts = null;

/**
 * Asks one of the page's questions.
 * @param {string} id
 * @returns {Promise<string>} the value of the button that was pressed; nothing for one that was put aside
 */
function ask(id) {
  const dialog = /** @type {HTMLDialogElement} */ (at(id));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}

/** @returns {Promise<"end" | "leave" | "">} */
export const askHangUp = async () => /** @type {"end" | "leave" | ""} */ (await ask("ask-hang-up"));

/** @param {Person} person @param {string} key @param {() => void} does */
function row({ name }, key, does) {
  const item = document.createElement("li");
  const who = document.createElement("span");
  who.textContent = name;
  item.append(who, press(name, key, does));
  return item;
}

/** @param {string} name @param {string} key @param {() => void} does */
function press(name, key, does) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = sentence(key);
  button.disabled = !reached;
  button.setAttribute("aria-label", `${sentence(key)}: ${name}`);
  button.addEventListener("click", does);
  return button;
}

/** Hands the call to a colleague: both pages come back with their new parts. @param {Person} person */
async function handOver({ client, name }) {
  at("ask-hand-over-title").textContent = named("hand-over-ask", name);
  if ((await ask("ask-hand-over")) !== "hand-over") return;
  try {
    const answer = await fetch(`${main.dataset["people"]}/${client}/hand-over`, { method: "POST", headers: { accept: "application/json" } });
    at("not-handed-over").hidden = answer.ok;
  } catch {
    at("not-handed-over").hidden = false;
  }
}

function show() {
  if (!own) return;
  const rows = here.map((person) => {
    const item = row(person, "put-out-button", async () => {
      at("ask-put-out-title").textContent = named("put-out-ask", person.name);
      if ((await ask("ask-put-out")) === "put-out") acts?.putOut(person.client);
    });
    if (person.side === "colleague" && !person.lost) item.append(press(person.name, "hand-over", () => void handOver(person)));
    return item;
  });
  const outside = out.map((person) => row(person, "let-in", () => acts?.letIn(person.client)));
  at("people").replaceChildren(...rows, ...outside);
  at("nobody-here").hidden = rows.length + outside.length > 0;
  (/** @type {HTMLButtonElement} */ (at("close-room"))).disabled = !reached;
  at("close-room").textContent = sentence(closed ? "open-room" : "close-room");
  at("room-closed").hidden = !closed;
}

/** @param {Acts} does */
export function start(does) {
  acts = does;
  if (own) at("close-room").addEventListener("click", () => acts?.close(!closed));
  show();
}

/** @param {Person[]} people who is in the room, or was lost from it */
export function present(people) {
  const value = (/** @type {Person[]} */ list) => list.map(({ client, name, lost }) => `${client} ${name} ${lost ?? false}`).join();
  if (value(people) === value(here)) return;
  here = people;
  show();
}

/** @param {boolean} now @param {Person[]} people who was put out */
export function stands(now, people) {
  closed = now;
  out = people;
  show();
}

/** @param {Person} person */
export function putOut(person) {
  out = [...out.filter(({ client }) => client !== person.client), person];
  show();
}

/** @param {number} client */
export function letIn(client) {
  out = out.filter((one) => one.client !== client);
  show();
}

/** @param {boolean} now whether the room hears us */
export function reaches(now) {
  reached = now;
  show();
}

/** @param {boolean} now */
export function door(now) {
  closed = now;
  show();
}
