// Messages and files to everybody in the call at once: over the channel to each, delivered when all have it.

/** @typedef {import("./call-messages.js").Channel} Channel */

/** @type {Set<Channel>} */ const channels = new Set();
/** Who has not got a message yet, by theirs of its numbers; and whether anybody has. @type {Map<number, {left: Map<Channel, number>, had: boolean}>} */
const waiting = new Map();
let last = 0;
/** @type {(number: number) => void} */ let done = () => undefined;

/** @type {Channel} */
export const everybody = {
  say: (text) => {
    const left = new Map([...channels].map((channel) => [channel, channel.say(text)]));
    for (const [channel, number] of left) if (number === 0) left.delete(channel);
    if (left.size === 0) return 0;
    last += 1;
    waiting.set(last, { left, had: false });
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

/** @param {Channel} channel @param {number} number theirs has arrived */
export function delivered(channel, number) {
  for (const [ours, message] of waiting) {
    if (message.left.get(channel) !== number) continue;
    message.left.delete(channel);
    message.had = true;
    settle(ours);
  }
}

/**
 * Somebody is not there, for the moment or for good: what all others have is delivered, and what nobody has stays on its way. It arrives if they come back.
 * @param {Channel} channel
 */
export function remove(channel) {
  if (!channels.delete(channel)) return;
  for (const ours of [...waiting.keys()]) settle(ours);
}

/** Nobody who is there is waited for any more. @param {number} number */
function settle(number) {
  const message = waiting.get(number);
  if (!message?.had || [...message.left.keys()].some((channel) => channels.has(channel))) return;
  waiting.delete(number);
  done(number);
}
