// Keeps the waiting list live: replaces it without losing the focus, counts up, sounds, and tells when the line is lost.
import { follow } from "./stream.js";

const live = document.getElementById("live");
const announce = document.getElementById("announce");
const line = document.getElementById("connection");
const sound = document.getElementById("sound");

/** @returns {HTMLElement | null} */
const list = () => document.getElementById("waiting");

/** @param {HTMLElement} section @returns {Set<string>} the ids of the visitors shown */
const shown = (section) => new Set([...section.querySelectorAll(".visitor")].map((row) => row.id));

/** @param {string} html */
function replace(html) {
  const old = list();
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  const next = parsed.content.querySelector("#waiting");
  if (!old || !(next instanceof HTMLElement)) return;

  const focused = old.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const before = shown(old);
  const grew = Number(next.dataset.arrivals) > Number(old.dataset.arrivals);
  old.replaceWith(next);
  if (focused !== undefined) keepFocus(next, focused);

  const names = [...next.querySelectorAll(".visitor")].filter((row) => !before.has(row.id)).map((row) => row.querySelector("h2")?.textContent?.trim());
  if (announce && names.length > 0) announce.textContent = `${names.join(", ")} ${announce.dataset.textArrived}`;
  if (grew) chime();
  document.title = `${next.dataset.title} – ${live?.dataset.brand}`;
  countUp();
}

/** @param {HTMLElement} section @param {string} id */
function keepFocus(section, id) {
  const same = id ? document.getElementById(id) : null;
  if (same && section.contains(same)) return same.focus({ preventScroll: true });
  // The row is gone: stand at the heading rather than at the top of the page.
  const heading = section.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

/** @param {number} count @param {"minute" | "hour"} unit */
const inWords = (count, unit) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "short" }).format(count);

// The server's clock may differ from this computer's (the demo's does on purpose), so minutes are counted on from what it said.
/** @type {Map<string, { at: number, minutes: number }>} */
const firstSeen = new Map();

function countUp() {
  for (const time of document.querySelectorAll("time[data-since]")) {
    if (!(time instanceof HTMLTimeElement)) continue;
    const said = Number(time.dataset.since);
    let seen = firstSeen.get(time.dateTime);
    // A turned clock, or a computer that slept, shows as a jump: then the server's word counts anew.
    if (!seen || (time.title === "" && Math.abs(said - seen.minutes - (performance.now() - seen.at) / 60_000) > 1.5)) {
      seen = { at: performance.now(), minutes: said };
      firstSeen.set(time.dateTime, seen);
    }
    const minutes = Math.floor(seen.minutes + (performance.now() - seen.at) / 60_000);
    const hours = Math.floor(minutes / 60);
    time.title = time.title || (time.textContent ?? "");
    if (minutes < 1) time.textContent = time.dataset.textNow ?? "";
    else if (hours < 1) time.textContent = inWords(minutes, "minute");
    else time.textContent = `${inWords(hours, "hour")} ${inWords(minutes % 60, "minute")}`;
  }
}

/** @type {AudioContext | undefined} */
let audio;
let sounding = false;

/** Two soft notes, a fourth apart, made here: no file is fetched. */
function chime() {
  if (!audio || !sounding) return;
  for (const [pitch, after] of /** @type {[number, number][]} */ ([[523.25, 0], [698.46, 0.22]])) {
    const from = audio.currentTime + after;
    const tone = new OscillatorNode(audio, { type: "sine", frequency: pitch });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.18, from + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0005, from + 1.1);
    tone.connect(loudness).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 1.2);
  }
  if (live) live.dataset.chimes = String(Number(live.dataset.chimes ?? 0) + 1);
}

/** @param {boolean} on */
async function setSound(on) {
  if (on) {
    audio ??= new AudioContext();
    await audio.resume();
  }
  sounding = on;
  localStorage.setItem("sound", on ? "on" : "off");
  if (!sound) return;
  sound.setAttribute("aria-pressed", String(on));
  for (const part of sound.querySelectorAll("[data-sound]")) {
    if (part instanceof HTMLElement) part.hidden = part.dataset.sound !== (on ? "on" : "off");
  }
}

if (sound && "AudioContext" in window) {
  sound.hidden = false;
  sound.addEventListener("click", async () => {
    await setSound(!sounding);
    chime();
  });
  // Browsers let a page sound only after a gesture: whoever chose sound before gets it back with the first touch or key.
  if (localStorage.getItem("sound") === "on") {
    const again = (/** @type {Event} */ event) => {
      if (event.target instanceof Node && sound.contains(event.target)) return;
      if (!sounding) void setSound(true);
    };
    addEventListener("pointerdown", again, { once: true });
    addEventListener("keydown", again, { once: true });
  }
}

if (live && line) {
  follow(live.dataset.live ?? "", { waiting: replace }, (open) => {
    for (const part of line.querySelectorAll("[data-connection]")) {
      if (part instanceof HTMLElement) part.hidden = part.dataset.connection !== (open ? "open" : "lost");
    }
  });
  countUp();
  setInterval(countUp, 5000);
}
