// The panel of messages and files: what was said, what has arrived, what may be saved. The channel itself is in chat.js and files.js.

import { at, named, sentence } from "./call-page.js";
import { LARGEST } from "./files.js";

/**
 * @typedef {import("./files.js").Transfer} Transfer
 * @typedef {{say: (text: string) => number, offer: (file: File) => void, take: (transfer: Transfer) => void, stop: (transfer: Transfer) => void}} Channel
 */

const panel = at("messages");
const button = at("open-messages");
const list = at("said");
const log = at("log");
const field = /** @type {HTMLTextAreaElement} */ (at("message"));
const picker = /** @type {HTMLInputElement} */ (at("file"));

/** @type {() => Channel | null} */ let channel = () => null;
let unread = 0;
/** Ours that are on their way, by number; of a channel that is gone, they stay as they are. */
/** @type {WeakMap<Channel, Map<number, HTMLElement>>} */ const waiting = new WeakMap();
/** @type {WeakMap<Transfer, HTMLElement>} */ const cards = new WeakMap();

/** @param {() => Channel | null} present where messages go at the moment */
export function start(present) {
  channel = present;
}

function showUnread() {
  const badge = at("unread");
  badge.hidden = unread === 0;
  badge.textContent = unread > 9 ? "9+" : String(unread);
}

/** @param {boolean} open */
function show(open) {
  panel.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
  if (!open) return button.focus();
  unread = 0;
  showUnread();
  field.focus();
  log.scrollTop = log.scrollHeight;
}
button.addEventListener("click", () => show(panel.hidden === true));
at("close-messages").addEventListener("click", () => show(false));
panel.addEventListener("keydown", (event) => event.key === "Escape" && show(false));

/**
 * One entry of the list. Texts of people are only ever text.
 * @param {string} from their name; nothing for ours
 * @param {string} text
 */
function entry(from, text) {
  const ours = from === "";
  const item = document.createElement("li");
  item.dataset["from"] = ours ? "us" : "them";
  const who = document.createElement("span");
  who.className = "unseen";
  who.textContent = ours ? sentence("you") : named("them", from);
  const words = document.createElement("p");
  words.dir = "auto";
  words.textContent = text;
  const how = document.createElement("p");
  how.className = "how";
  item.append(who, words, how);
  at("nothing-said").hidden = true;
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  list.append(item);
  if (atEnd || ours) log.scrollTop = log.scrollHeight;
  return item;
}

/** @param {HTMLElement} item @param {string} key @param {string} [name] */
const how = (item, key, name = "") => ((/** @type {HTMLElement} */ (item.querySelector(".how"))).textContent = key && named(key, name));

/** @param {string} from */
function noticed(from) {
  if (!panel.hidden) return;
  unread += 1;
  showUnread();
  // The list is out of sight, so its own announcements are silent.
  at("news").textContent = named("new-message", from);
}

/** @param {string} from @param {string} text */
export function heard(from, text) {
  entry(from, text);
  noticed(from);
}

/** @param {Channel} by @param {number} number */
export function delivered(by, number) {
  const item = waiting.get(by)?.get(number);
  if (item) how(item, "delivered");
  waiting.get(by)?.delete(number);
}

at("write").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  const present = channel();
  const number = present?.say(text) ?? 0;
  at("not-sent").hidden = number > 0;
  if (!present || number === 0) return;
  field.value = "";
  const item = entry("", text);
  how(item, "on-its-way");
  const numbers = waiting.get(present) ?? new Map();
  waiting.set(present, numbers.set(number, item));
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  (/** @type {HTMLFormElement} */ (at("write"))).requestSubmit();
});

picker.addEventListener("change", () => {
  const file = picker.files?.[0];
  picker.value = "";
  if (!file) return;
  const present = channel();
  at("too-large").hidden = file.size <= LARGEST;
  at("not-sent").hidden = present !== null;
  if (present && file.size <= LARGEST) present.offer(file);
});

/** @param {number} bytes */
function size(bytes) {
  const units = ["B", "kB", "MB"];
  const step = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : 2;
  return `${(bytes / 1000 ** step).toLocaleString(document.documentElement.lang, { maximumFractionDigits: step })} ${units[step]}`;
}

const STAGES = /** @type {const} */ ({ waiting: "file-waiting", running: "file-running", done: "delivered", refused: "file-refused", stopped: "file-stopped" });

/**
 * A transfer began, moved or ended.
 * @param {string} name whom it is with
 * @param {Channel} by @param {Transfer} transfer
 */
export function file(name, by, transfer) {
  let card = cards.get(transfer);
  if (!card) {
    card = entry(transfer.ours ? "" : name, `${transfer.name} · ${size(transfer.size)}`);
    card.classList.add("file");
    cards.set(transfer, card);
    if (!transfer.ours) noticed(name);
  }
  const { stage } = transfer;
  how(card, !transfer.ours && stage === "waiting" ? "file-offered" : !transfer.ours && stage === "done" ? "file-here" : STAGES[stage], name);
  const state = `${transfer.ours} ${stage}`;
  if (stage === "running") progress(card, transfer);
  if (card.dataset["stage"] === state) return;
  card.dataset["stage"] = state;
  card.querySelectorAll("button, a, progress").forEach((old) => old.remove());
  if (stage === "running") progress(card, transfer);
  if (!transfer.ours && stage === "waiting") card.append(act("file-take", () => by.take(transfer)), act("file-refuse", () => by.stop(transfer)));
  else if (stage === "waiting" || stage === "running") card.append(act("file-stop", () => by.stop(transfer)));
  else if (transfer.blob) card.append(save(transfer, transfer.blob));
}

/** @param {HTMLElement} card @param {Transfer} transfer */
function progress(card, transfer) {
  let bar = card.querySelector("progress");
  if (!bar) {
    bar = document.createElement("progress");
    bar.setAttribute("aria-label", transfer.name);
    card.append(bar);
  }
  bar.max = Math.max(1, transfer.size);
  bar.value = transfer.moved;
}

/** @param {string} key @param {() => void} does */
function act(key, does) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = sentence(key);
  button.addEventListener("click", does);
  return button;
}

/** @param {Transfer} transfer @param {Blob} blob */
function save(transfer, blob) {
  const link = document.createElement("a");
  link.className = "button main";
  link.href = URL.createObjectURL(blob);
  link.download = transfer.name;
  link.textContent = sentence("file-save");
  link.addEventListener("click", () => link.classList.remove("main"));
  return link;
}

/** Whether a file came that nobody has saved: leaving the page would lose it. */
export const unsaved = () => list.querySelector("a.main") !== null;

/** The call is over and a file is not saved yet: this is what stays on the page, with the way on. */
export function keepOpen() {
  at("close-messages").hidden = true;
  at("leave").hidden = false;
  show(true);
}

/** Nothing more can be said; what was said can still be read and saved while the page is open. */
export function close() {
  for (const one of at("write").querySelectorAll("button, textarea, input")) one.toggleAttribute("disabled", true);
}
