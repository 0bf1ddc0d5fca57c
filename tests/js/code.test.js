// The call's short code: two honest ends see the same five pictures; one in the middle makes two different codes, or none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

// The pages' modules lie in a folder that no package.json calls modules.
const source = readFileSync(new URL("../../web/assets/code.js", import.meta.url), "utf8");
const { Agreement, bind, PICTURES, RUNS } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const fingerprint = (byte) => Array(32).fill(byte.toString(16).padStart(2, "0").toUpperCase()).join(":");
const line = (byte) => `a=fingerprint:sha-256 ${fingerprint(byte)}\r\n`;
/** A description that vouches for these certificates. */
const sdp = (...bytes) => `v=0\r\n${bytes.map(line).join("")}a=setup:actpass\r\n`;

/** One end, and promises of what becomes of it. */
function end(initiator, binding, send) {
  const told = {};
  const agreed = new Promise((resolve) => (told.agreed = resolve));
  const broken = new Promise((resolve) => (told.broken = () => resolve("broken")));
  const agreement = new Agreement({ initiator, binding, send, agreed: told.agreed, broken: told.broken });
  return { agreement, agreed, broken, outcome: Promise.race([agreed, broken]) };
}

/** Two ends joined by a wire that may change what passes. */
function pair(bindingA, bindingB, wire = (message) => message) {
  const to = (other) => (message) => queueMicrotask(() => other().agreement.hear(wire(message)));
  const a = end(true, bindingA, to(() => b));
  const b = end(false, bindingB, to(() => a));
  a.agreement.start();
  return { a, b };
}

test("there are 64 different pictures", () => {
  assert.equal(PICTURES.length, 64);
  assert.equal(new Set(PICTURES).size, 64);
});

test("two honest ends see the same five pictures, whoever begins", async () => {
  for (const both of [false, true]) {
    const { a, b } = pair(bind(sdp(1), sdp(2)), bind(sdp(2), sdp(1)));
    if (both) b.agreement.start();
    const codes = await Promise.all([a.outcome, b.outcome]);
    assert.deepEqual(codes[0], codes[1]);
    assert.equal(codes[0].length, 5);
    assert.ok(codes[0].every((number) => Number.isInteger(number) && number >= 0 && number < 64));
  }
});

test("a code is drawn anew each time", async () => {
  const codes = new Set();
  for (let i = 0; i < 20; i++) codes.add(String(await pair(bind(sdp(1), sdp(2)), bind(sdp(2), sdp(1))).b.outcome));
  assert.equal(codes.size, 20);
});

test("the binding takes every fingerprint in any order, and refuses anything but SHA-256", () => {
  assert.equal(bind(sdp(1, 3), sdp(2)), bind(sdp(2), sdp(3, 1, 1)));
  assert.notEqual(bind(sdp(1, 3), sdp(2)), bind(sdp(1), sdp(2)));
  assert.throws(() => bind("a=fingerprint:sha-1 AA:BB\r\n", sdp(2)), /not SHA-256/);
  assert.throws(() => bind(`${sdp(1)}a=fingerprint:sha-1 AA:BB\r\n`, sdp(2)), /not SHA-256/);
  assert.throws(() => bind("v=0\r\n", sdp(2)), /no fingerprint/);
});

test("one in the middle who keeps the protocol on both sides gives two different codes", async () => {
  // The ends have the certificates 1 and 2; the middle shows 3 to the one and 4 to the other.
  for (let i = 0; i < 200; i++) {
    const left = pair(bind(sdp(1), sdp(3)), bind(sdp(3), sdp(1)));
    const right = pair(bind(sdp(4), sdp(2)), bind(sdp(2), sdp(4)));
    assert.notDeepEqual(await left.a.outcome, await right.b.outcome);
  }
});

test("one in the middle who only passes the messages on breaks the commitment", async () => {
  const { b } = pair(bind(sdp(1), sdp(3)), bind(sdp(2), sdp(4)));
  assert.equal(await b.outcome, "broken");
});

test("a number that is not the committed one is refused", async () => {
  const swap = (message) => (message.code === "reveal" ? { ...message, value: "00".repeat(32) } : message);
  const { b } = pair(bind(sdp(1), sdp(2)), bind(sdp(2), sdp(1)), swap);
  assert.equal(await b.outcome, "broken");
});

test("what is no number of 32 bytes, or out of turn, is refused", async () => {
  for (const message of [{ code: "commit", value: "11" }, { code: "reveal", value: "11".repeat(32) }, { code: "toString" }]) {
    const { agreement, outcome } = end(false, bind(sdp(1), sdp(2)), () => {});
    agreement.hear(message);
    assert.equal(await outcome, "broken");
  }
});

test("nothing is revealed before the other side has answered", async () => {
  const sent = [];
  let committed;
  const first = new Promise((resolve) => (committed = resolve));
  const { agreement, agreed } = end(true, bind(sdp(1), sdp(2)), (message) => {
    sent.push(message.code);
    committed();
  });
  agreement.start();
  await first;
  // Asked while the commitment is on its way: it is not made twice.
  agreement.hear({ code: "ask" });
  assert.deepEqual(sent, ["commit"]);
  agreement.hear({ code: "answer", value: "11".repeat(32) });
  await agreed;
  assert.deepEqual(sent, ["commit", "reveal"]);
});

test("one in the middle gets few guesses", async () => {
  const sent = [];
  const { agreement, broken } = end(true, bind(sdp(1), sdp(2)), (message) => sent.push(message.code));
  agreement.start();
  for (let run = 0; run < RUNS; run++) {
    agreement.hear({ code: "answer", value: "11".repeat(32) });
    agreement.hear({ code: "ask" });
  }
  await broken;
  assert.equal(sent.filter((code) => code === "commit").length, RUNS);
});
