// Messages to everybody: delivered when all have them, whoever leaves meanwhile.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";

const source = readFileSync(new URL("../../web/assets/call-group.js", import.meta.url), "utf8");
const group = await import(`data:text/javascript,${encodeURIComponent(source)}`);

/** A channel that counts what it is told, and takes nothing when it is full. */
function channel(full = false) {
  let last = 0;
  return { said: [], say(text) { return full ? 0 : (this.said.push(text), ++last); }, offer() {}, take() {}, stop() {} };
}

let done = [];
let there = [];
const join = (one) => (there.push(one), group.add(one), one);
beforeEach(() => {
  for (const one of there) group.remove(one);
  done = [];
  there = [];
  group.start((number) => done.push(number));
});

test("a message goes to each, and is delivered when all have it", () => {
  const [one, two] = [join(channel()), join(channel())];
  one.say("before the other came");
  const number = group.everybody.say("to both");
  assert.deepEqual([one.said.at(-1), two.said.at(-1)], ["to both", "to both"]);
  group.delivered(two, 1);
  assert.deepEqual(done, []);
  group.delivered(one, 1);
  assert.deepEqual(done, [], "that was another message");
  group.delivered(one, 2);
  assert.deepEqual(done, [number]);
});

test("who leaves is not waited for, unless nobody has it", () => {
  const [one, two] = [join(channel()), join(channel())];
  const first = group.everybody.say("first");
  group.delivered(one, 1);
  group.everybody.say("second");
  group.remove(two);
  assert.deepEqual(done, [first], "all who are left have the first");
  group.remove(one);
  assert.deepEqual(done, [first], "nobody has the second");
});

test("what nobody had arrives late, when they are back", () => {
  const [one, two] = [join(channel()), join(channel())];
  const number = group.everybody.say("into the tunnel");
  group.remove(one);
  group.remove(two);
  assert.deepEqual(done, []);
  group.add(two);
  group.delivered(two, 1);
  assert.deepEqual(done, [number]);
  group.add(one);
  group.delivered(one, 1);
  assert.deepEqual(done, [number], "once");
});

test("with nobody there, or nobody who takes it, nothing is said", () => {
  assert.equal(group.everybody.say("hello"), 0);
  join(channel(true));
  assert.equal(group.everybody.say("hello"), 0);
});
