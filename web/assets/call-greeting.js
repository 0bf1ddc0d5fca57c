// Who joined the call beside the one it is with, by name, and who of them has left: said once, and a reload is no news.

import { at, main, named } from "./call-page.js";

/** Who was said to have joined. @type {Set<number>} */ const greeted = new Set();

/**
 * The name of whoever has this number in the room; nothing where it cannot be had, until the next time they are met.
 * @param {number} client
 */
export async function ask(client) {
  try {
    const answer = await fetch(`${main.dataset["people"]}/${client}`, { headers: { accept: "application/json" } });
    return answer.ok ? String((await answer.json()).name) : null;
  } catch {
    return null;
  }
}

/** @param {number} person @param {string} name */
export function joined(person, name) {
  if (greeted.has(person)) return;
  greeted.add(person);
  at("news").textContent = named("joined", name);
}

/** Somebody has another number in the room now. @param {number} before @param {number} now */
export function renumber(before, now) {
  if (greeted.delete(before)) greeted.add(now);
}

/** @param {number} person @param {string} name */
export function left(person, name) {
  if (greeted.delete(person)) at("news").textContent = named("has-left", name);
}
