// Messages and files to everybody in the call at once: over the channel to each, delivered when all have it.

/** @typedef {import("./call-messages.js").Channel} Channel */

/** @type {Set<Channel>} */ const channels = new Set();
/** How many have not got a message yet. @type {Map<number, {left: Map<Channel, number>}>} */ const waiting = new Map();
let last = 0;
/** @type {(number: number) => void} */ let done = () => undefined;

/** @type {Channel} */
export const everybody = {
  say: (text) => {
    const left = new Map([...channels].map((channel) => [channel, channel.say(text)]));
    for (const [channel, number] of left) if (number === 0) left.delete(channel);
    if (left.size === 0) return 0;
    last += 1;
    waiting.set(last, { left });
    return last;
  },
  offer: (file) => channels.forEach((channel) => channel.offer(file)),
  // A transfer is with one of them, and is taken and stopped there.
  take: () => undefined,
  stop: () => undefined,
};

/** @param {(number: number) => void} delivered everybody has this message */
export function start(delivered) {
  done = delivered;
}

/** @param {Channel} channel */
export function add(channel) {
  channels.add(channel);
}

/** @param {Channel} channel @param {(number: number) => boolean} which */
function settle(channel, which) {
  for (const [number, { left }] of waiting) {
    const theirs = left.get(channel);
    if (theirs === undefined || !which(theirs)) continue;
    left.delete(channel);
    if (left.size > 0) continue;
    waiting.delete(number);
    done(number);
  }
}

/** @param {Channel} channel @param {number} number theirs has arrived */
export function delivered(channel, number) {
  settle(channel, (theirs) => theirs === number);
}

/** Somebody left: what the others have is delivered; what was on its way to this one alone stays so. */
export function remove(/** @type {Channel} */ channel) {
  channels.delete(channel);
  for (const { left } of waiting.values()) if (left.size > 1) left.delete(channel);
}
