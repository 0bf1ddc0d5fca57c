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
    message.had = true;
    settle(ours, channel);
  }
}

/**
 * Somebody left: what all others have is delivered, and what nobody has stays on its way.
 * @param {Channel} channel
 */
export function remove(channel) {
  channels.delete(channel);
  for (const ours of [...waiting.keys()]) settle(ours, channel);
}

/** @param {number} number @param {Channel} channel is not waited for any more */
function settle(number, channel) {
  const message = waiting.get(number);
  if (!message?.left.delete(channel) || message.left.size > 0) return;
  waiting.delete(number);
  if (message.had) done(number);
}
