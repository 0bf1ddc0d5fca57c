// Sounds, and tells outside of the page, that somebody waits: never who. Both are switched on by a button and remembered; in a call neither is heard.

/** How long after an arrival that nobody has seen it sounds again, in milliseconds. */
const AGAIN = 60_000;

const live = document.getElementById("live");
const sound = document.getElementById("sound");
const notify = document.getElementById("notify");

/** @type {AudioContext | undefined} */
let audio;
let sounding = false;
let telling = false;
/** @type {Notification | undefined} */
let notice;

/** What sounds: two soft notes upwards for an arrival, three downwards for a wait that has grown long. Made here: no file is fetched. */
const TUNES = /** @type {Record<"arrival" | "long", [number, number][]>} */ ({
  arrival: [[523.25, 0], [698.46, 0.22]],
  long: [[698.46, 0], [587.33, 0.26], [440, 0.52]],
});

/** Whether the reader is with a visitor. */
const inCall = () => document.getElementById("waiting")?.dataset.inCall === "true";

/** How many arrivals nobody has acknowledged. */
const unseen = () => Number(document.getElementById("waiting")?.dataset.unseen ?? 0);

/** @param {"arrival" | "long"} tune */
function chime(tune) {
  if (!audio || !sounding) return;
  for (const [pitch, after] of TUNES[tune]) {
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
  if (live) live.dataset.chimes = `${live.dataset.chimes ?? ""} ${tune}`.trim();
}

/** Outside of the page, where nobody looks at it. */
function tell() {
  if (!telling || !notify || (document.visibilityState === "visible" && document.hasFocus())) return;
  try {
    notice?.close();
    notice = new Notification(notify.dataset.notice ?? "", { body: notify.dataset.noticeBody, tag: "waiting", requireInteraction: true });
    notice.addEventListener("click", () => { window.focus(); notice?.close(); });
  } catch {
    // Some phones let only installed pages tell: the sound is left, and the button promises nothing.
    notify.hidden = true;
  }
}

/** @param {"arrival" | "long"} tune */
export function call(tune) {
  if (inCall()) return;
  chime(tune);
  tell();
}

/** After the list has changed: what everybody has seen calls nobody any more. */
export function settle() {
  if (unseen() === 0 || inCall()) notice?.close();
}

/** @param {HTMLElement | null} button @param {"sound" | "notify"} name @param {boolean} on */
function show(button, name, on) {
  localStorage.setItem(name, on ? "on" : "off");
  button?.setAttribute("aria-pressed", String(on));
  for (const part of button?.querySelectorAll(`[data-${name}]`) ?? []) {
    if (part instanceof HTMLElement) part.hidden = part.dataset[name] !== (on ? "on" : "off");
  }
}

/** @param {boolean} on */
async function setSound(on) {
  if (on) {
    audio ??= new AudioContext();
    await audio.resume();
  }
  sounding = on;
  show(sound, "sound", on);
}

if (sound && "AudioContext" in window) {
  sound.hidden = false;
  sound.addEventListener("click", async () => {
    await setSound(!sounding);
    chime("arrival");
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

if (notify && "Notification" in window && Notification.permission !== "denied") {
  notify.hidden = false;
  telling = Notification.permission === "granted" && localStorage.getItem("notify") === "on";
  show(notify, "notify", telling);
  notify.addEventListener("click", async () => {
    telling = !telling && await Notification.requestPermission() === "granted";
    if (Notification.permission === "denied") notify.hidden = true;
    if (!telling) notice?.close();
    show(notify, "notify", telling);
  });
}

// It goes on calling until somebody has seen whoever came.
setInterval(() => { if (unseen() > 0) call("arrival"); }, AGAIN);
