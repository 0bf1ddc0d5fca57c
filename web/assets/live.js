// Keeps the waiting list live: replaces it without losing the focus, announces who comes and who waits long, and tells when the line is lost.
import { call, settle } from "./alarm.js";
import { follow } from "./stream.js";
import { countUp } from "./waits.js";

const live = document.getElementById("live");
const announce = document.getElementById("announce");
const line = document.getElementById("connection");

/** @returns {HTMLElement | null} */
const list = () => document.getElementById("waiting");

/** @param {HTMLElement} section @returns {Set<string>} the ids of the visitors shown */
const shown = (section) => new Set([...section.querySelectorAll(".visitor")].map((row) => row.id));

/** @param {Element} row */
const name = (row) => row.querySelector("h2")?.textContent?.trim() ?? "";

/** @param {string} words */
function say(words) {
  if (announce) announce.textContent = words;
}

/** @param {string} html */
function replace(html) {
  const old = list();
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  const next = parsed.content.querySelector("#waiting");
  if (!old || !(next instanceof HTMLElement)) return;

  const focused = old.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const before = shown(old);
  old.replaceWith(next);
  if (focused !== undefined) keepFocus(next, focused);

  // Whoever is new here has arrived, or was handed over.
  const come = [...next.querySelectorAll(".visitor")].filter((row) => !before.has(row.id));
  if (come.length > 0) {
    say(`${come.map(name).join(", ")} ${announce?.dataset.textArrived}`);
    call("arrival");
  }
  settle();
  document.title = `${next.dataset.title} – ${live?.dataset.brand}`;
  look();
}

/** @param {HTMLElement} section @param {string} id */
function keepFocus(section, id) {
  const heading = section.querySelector("h1");
  // It can take the focus here, every time anew: whoever stood at it stays there.
  heading?.setAttribute("tabindex", "-1");
  const same = id ? document.getElementById(id) : null;
  if (same && section.contains(same)) return same.focus({ preventScroll: true });
  // The row is gone: stand at the heading rather than at the top of the page.
  heading?.focus({ preventScroll: true });
}

/** Counts the waits on, and tells of those that have grown long. */
function look() {
  const grown = countUp();
  if (grown.length === 0) return;
  say(grown.map((row) => `${name(row)} ${row.dataset.wait === "long" ? announce?.dataset.textLong : announce?.dataset.textVeryLong}`).join(", "));
  call("long");
}

// What is acknowledged goes to the server without leaving the page; the list follows by its line.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset.quietly === undefined) return;
  event.preventDefault();
  const fields = [...new FormData(form)].map(([key, value]) => [key, String(value)]);
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" }).catch(() => undefined);
  // It was done (and would lead here), or the page shows why not.
  if (answer?.type !== "opaqueredirect") location.reload();
});

if (live && line) {
  follow(live.dataset.live ?? "", { waiting: replace }, (open) => {
    for (const part of line.querySelectorAll("[data-connection]")) {
      if (part instanceof HTMLElement) part.hidden = part.dataset.connection !== (open ? "open" : "lost");
    }
  });
  look();
  setInterval(look, 5000);
}
