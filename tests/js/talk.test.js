// What two browsers say to each other beside the call: messages arrive once, in order, over broken channels too; files arrive whole or not at all; a narrow way costs picture before sound.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const load = (name) => {
  const source = readFileSync(new URL(`../../web/assets/${name}`, import.meta.url), "utf8");
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
};
const { Chat, LONGEST } = await load("chat.js");
const { Files, LARGEST, plainName } = await load("files.js");
const { Ladder, TOP, quality, rungAt } = await load("ladder.js");

/** Two ends of messages over a wire that may be cut: what is told then is lost. */
function chats() {
  const wire = { up: true };
  const end = (other) => {
    const seen = { heard: [], delivered: [] };
    const tell = (message) => wire.up && other().chat.hear(message.chat);
    const chat = new Chat({ tell, heard: (text) => seen.heard.push(text), delivered: (n) => seen.delivered.push(n) });
    return { chat, ...seen };
  };
  const a = end(() => b);
  const b = end(() => a);
  return { wire, a, b };
}

test("messages arrive once and in order, also what was said while the channel was away", () => {
  const { wire, a, b } = chats();
  a.chat.say("one");
  wire.up = false;
  a.chat.say("two");
  a.chat.say("three");
  assert.deepEqual(a.delivered, [1]);
  wire.up = true;
  a.chat.opened();
  a.chat.opened();
  b.chat.say("four");
  assert.deepEqual(b.heard, ["one", "two", "three"]);
  assert.deepEqual(a.delivered, [1, 2, 3]);
  assert.deepEqual(a.heard, ["four"]);
});

test("an answer that was lost does not make a message come twice", () => {
  const heard = [];
  const answers = [];
  const b = new Chat({ tell: (message) => answers.push(message.chat.had), heard: (text) => heard.push(text), delivered: () => {} });
  for (const n of [1, 1, 2, 1, 4]) b.hear({ n, text: `m${n}` });
  assert.deepEqual(heard, ["m1", "m2"]);
  assert.deepEqual(answers, [1, 1, 2, 2, 2]);
});

test("what is no message is not taken, and more than can wait is refused", () => {
  const { wire, a, b } = chats();
  for (const wrong of [{}, { n: 1 }, { n: "1", text: "x" }, { n: 1, text: "x".repeat(LONGEST + 1) }, { n: 1.5, text: "x" }]) b.chat.hear(wrong);
  assert.deepEqual(b.heard, []);
  wire.up = false;
  const numbers = Array.from({ length: 201 }, () => a.chat.say("x"));
  assert.equal(numbers.at(-1), 0);
  assert.equal(numbers.at(-2), 200);
});

test("the longest message fits a frame of the channel, whatever it is made of", () => {
  for (const character of ["\u0001", "\n", "€", '"']) {
    assert.ok(JSON.stringify({ chat: { n: Number.MAX_SAFE_INTEGER, text: character.repeat(LONGEST) } }).length <= 4096);
  }
});

/** A data channel in memory: pieces come when they are let through. */
class Wire extends EventTarget {
  readyState = "open";
  bufferedAmount = 0;
  pieces = [];
  other = null;
  send(piece) {
    this.pieces.push(piece);
  }
  flow() {
    for (const piece of this.pieces.splice(0)) this.other.onmessage({ data: piece.buffer.slice(0) });
  }
}

function files() {
  const end = (other) => {
    const changes = [];
    const its = { changes, files: new Files({ tell: (message) => other().files.hear(message.file), changed: (transfer) => changes.push({ ...transfer, transfer }) }) };
    its.wire = new Wire();
    return its;
  };
  const a = end(() => b);
  const b = end(() => a);
  [a.wire.other, b.wire.other] = [b.wire, a.wire];
  a.files.over(a.wire);
  b.files.over(b.wire);
  return { a, b };
}
const last = (end) => end.changes.at(-1);
const settled = () => new Promise((resolve) => setImmediate(resolve));
async function flow(wire) {
  for (let i = 0; i < 40; i += 1) {
    await settled();
    wire.flow();
  }
}
const bytes = Uint8Array.from({ length: 50_000 }, (_, index) => (index * 7) % 251);

test("a file that is taken arrives byte by byte, and both are told", async () => {
  const { a, b } = files();
  a.files.offer(new File([bytes], "letter.pdf"));
  assert.equal(last(b).stage, "waiting");
  assert.equal(a.wire.pieces.length, 0, "nothing is sent before it is taken");
  b.files.take(last(b).transfer);
  await flow(a.wire);
  assert.deepEqual(new Uint8Array(await last(b).blob.arrayBuffer()), bytes);
  assert.deepEqual([last(a).stage, last(b).stage], ["done", "done"]);
});

test("refused, withdrawn and broken off, a file does not arrive, and the next one does", async () => {
  const { a, b } = files();
  a.files.offer(new File([bytes], "refused"));
  b.files.stop(last(b).transfer);
  assert.deepEqual([last(a).stage, last(b).stage], ["refused", "refused"]);
  a.files.offer(new File([bytes], "withdrawn"));
  a.files.stop(last(a).transfer);
  assert.equal(last(b).stage, "stopped");

  a.files.offer(new File([bytes], "broken off"));
  b.files.take(last(b).transfer);
  await settled();
  const onItsWay = [...a.wire.pieces];
  b.files.stop(last(b).transfer);
  assert.equal(last(a).stage, "stopped");
  a.files.offer(new File([bytes.slice(0, 100)], "next"));
  b.files.take(last(b).transfer);
  a.wire.pieces.unshift(...onItsWay.filter((piece) => !a.wire.pieces.includes(piece)));
  await flow(a.wire);
  assert.deepEqual([last(b).name, last(b).stage, last(b).moved], ["next", "done", 100]);
});

test("a lost connection stops what ran, and nobody can be sent more than was offered", async () => {
  const { a, b } = files();
  a.files.offer(new File([bytes], "lost"));
  b.files.take(last(b).transfer);
  b.files.over(new Wire());
  assert.equal(last(b).stage, "stopped");

  const changes = [];
  const wire = new Wire();
  const victim = new Files({ tell: () => {}, changed: (transfer) => changes.push(transfer) });
  victim.over(wire);
  victim.hear({ what: "offer", id: 1, name: "small", size: 10 });
  victim.take(changes[0]);
  const piece = new Uint8Array(4 + 11);
  new DataView(piece.buffer).setUint32(0, 1);
  wire.onmessage({ data: piece.buffer });
  assert.equal(changes.at(-1).stage, "stopped");
  victim.hear({ what: "offer", id: 2, name: "huge", size: LARGEST + 1 });
  assert.equal(changes.at(-1).name, "small");
});

test("a file's name is only a name", () => {
  assert.equal(plainName("../../etc/passwd"), "passwd");
  assert.equal(plainName("C:\\x\\bill.pdf"), "bill.pdf");
  assert.equal(plainName("in\u202Efdp.exe"), "infdp.exe");
  assert.equal(plainName(".."), "file");
  assert.equal(plainName(undefined), "file");
});

const look = (ladder, seconds, measured) => {
  for (let i = 0; i < seconds; i += 1) ladder.look(measured);
  return ladder.rung;
};

test("a narrow way costs picture step by step, and it comes back more slowly than it went", () => {
  const ladder = new Ladder();
  assert.equal(look(ladder, 60, { loss: 0, room: 2_000_000 }), TOP);
  assert.equal(look(ladder, 3, { loss: 0, room: 300_000 }), TOP - 1);
  assert.equal(look(ladder, 9, { loss: 0.3, room: 60_000 }), 0);
  assert.equal(rungAt(0).bits, 0, "sound alone");
  assert.equal(look(ladder, 7, { loss: 0, room: 2_000_000 }), 0);
  assert.equal(look(ladder, 1, { loss: 0, room: 2_000_000 }), 1);
  assert.equal(look(ladder, 60, { loss: 0, room: 2_000_000 }), TOP);
});

test("one bad second changes nothing, and a guess at the beginning neither", () => {
  const ladder = new Ladder();
  assert.equal(look(ladder, 10, { loss: 0, room: 100_000 }), TOP);
  assert.equal(look(ladder, 1, { loss: 0.5, room: null }), TOP);
  assert.equal(look(ladder, 1, { loss: 0, room: null }), TOP);
  assert.equal(look(ladder, 2, { loss: 0.5, room: null }), TOP);
});

test("a step up that does not hold is tried later and later", () => {
  const ladder = new Ladder();
  look(ladder, 60, { loss: 0, room: 2_000_000 });
  look(ladder, 9, { loss: 0.5, room: null });
  const waits = [];
  for (let i = 0; i < 4; i += 1) {
    let waited = 0;
    while (!ladder.look({ loss: 0, room: null })) waited += 1;
    waits.push(waited);
    look(ladder, 3, { loss: 0.5, room: null });
  }
  assert.ok(waits[1] > waits[0] && waits[2] > waits[1] && waits[3] > waits[2], String(waits));
});

test("the words for a connection follow what is measured", () => {
  assert.equal(quality({ loss: 0, roundTrip: 0.05 }, TOP), "good");
  assert.equal(quality({ loss: 0.05, roundTrip: 0.05 }, TOP), "fair");
  assert.equal(quality({ loss: 0, roundTrip: 0.05 }, TOP - 1), "fair");
  assert.equal(quality({ loss: 0, roundTrip: 2 }, TOP), "weak");
  assert.equal(quality({ loss: null, roundTrip: null }, 0), "weak");
});
