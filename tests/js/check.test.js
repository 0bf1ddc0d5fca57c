// The device test's conclusions: why a device fails and how to unblock it, what a measurement is worth, what is said first, and what is handed in.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const source = readFileSync(new URL("../../web/assets/check-advice.js", import.meta.url), "utf8");
const { grades, handedIn, line, outcomeOf, summary, unblockIn } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const failure = (name, message = "") => Object.assign(new Error(message), { name });

test("each failure of a device has its own outcome", () => {
  assert.equal(outcomeOf(failure("NotAllowedError")), "blocked");
  assert.equal(outcomeOf(failure("SecurityError")), "blocked");
  assert.equal(outcomeOf(failure("NotFoundError")), "none");
  assert.equal(outcomeOf(failure("OverconstrainedError")), "none");
  assert.equal(outcomeOf(failure("NotReadableError")), "busy");
  assert.equal(outcomeOf(failure("AbortError")), "busy");
  assert.equal(outcomeOf("something else"), "blocked");
});

test("a block is undone where this browser has it", () => {
  const agents = {
    chrome: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
    firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0",
    safari: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    iphone: "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1",
    android: "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
    other: "Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0",
  };
  for (const [where, agent] of Object.entries(agents)) assert.equal(unblockIn(agent), where);
  assert.equal(unblockIn(agents.safari, { touch: true }), "iphone", "an iPad says that it is a Mac");
  assert.equal(unblockIn(agents.chrome, { touch: true }), "chrome", "a laptop may be touched");
  assert.equal(unblockIn(agents.chrome, { failure: failure("NotAllowedError", "Permission denied by system") }), "system");
  assert.equal(unblockIn(agents.chrome, { failure: failure("NotAllowedError", "Permission denied") }), "chrome");
});

const good = { reached: "directly", roundTrip: 20, loss: 0, up: 5000, down: 9000, picture: true, sound: true };

test("a connection is as good as its worst figure", () => {
  assert.equal(line(good), "good");
  for (const [figure, fair, poor] of [["roundTrip", 151, 401], ["loss", 0.03, 0.09], ["up", 1199, 249], ["down", 1199, 249]]) {
    assert.equal(line({ ...good, [figure]: fair }), "fair", figure);
    assert.equal(line({ ...good, [figure]: poor }), "poor", figure);
  }
  assert.deepEqual(grades({ reached: "unmeasured" }), { round_trip: undefined, loss: undefined, up: undefined, down: undefined });
});

test("the relay is told of where it carries, and weakness where it does not", () => {
  assert.equal(line({ ...good, reached: "by-relay" }), "relayed");
  assert.equal(line({ ...good, reached: "by-relay", loss: 0.03 }), "relayed");
  assert.equal(line({ ...good, reached: "by-relay", up: 100 }), "poor");
  assert.equal(line({ reached: "blocked" }), "blocked");
  assert.equal(line({ reached: "unmeasured" }), "unmeasured");
});

test("what stands most in the way is said first", () => {
  const all = { camera: "ok", microphone: "ok", speaker: "heard", connection: good };
  assert.equal(summary(all), "all");
  assert.equal(summary({ ...all, speaker: "skipped" }), "all", "a tone that was not played is no fault");
  assert.equal(summary({ ...all, connection: undefined }), "devices");
  assert.equal(summary({ ...all, connection: { reached: "unmeasured" } }), "devices");
  for (const camera of ["none", "blocked", "busy", "skipped"]) assert.equal(summary({ ...all, camera }), "voice", camera);
  for (const microphone of ["none", "blocked", "busy"]) {
    assert.equal(summary({ ...all, microphone }), "unheard");
    assert.equal(summary({ ...all, microphone, camera: "none" }), "looking");
  }
  assert.equal(summary({ ...all, speaker: "not-heard" }), "unhearing");
  assert.equal(summary({ ...all, connection: { ...good, up: 100 } }), "weak");
  assert.equal(summary({ ...all, camera: "none", microphone: "none", connection: { reached: "blocked" } }), "blocked");
});

test("classes are handed in, and no figure", () => {
  const devices = { camera: "ok", microphone: "ok", speaker: "heard" };
  assert.deepEqual(handedIn(devices), devices);
  const sent = JSON.parse(JSON.stringify(handedIn({ ...devices, connection: { ...good, roundTrip: 217.3, picture: undefined } })));
  assert.deepEqual(sent, {
    ...devices, connection: { reached: "directly", round_trip: "fair", loss: "good", up: "good", down: "good", sound: true },
  });
});
