// Two ends of a connection that may forget each other: whoever comes back goes on, and where one of the two knows nothing of it, both begin anew.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

// The pages' modules lie in a folder that no package.json calls modules, and these ask for each other.
const folder = mkdtempSync(join(tmpdir(), "peer-"));
after(() => rmSync(folder, { recursive: true }));
cpSync(fileURLToPath(new URL("../../web/assets/", import.meta.url)), folder, { recursive: true });
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');

/** Every connection there is, by its number. */
const all = new Map();

class Channel {
  readyState = "connecting";
  other = null;
  send(data) {
    queueMicrotask(() => this.other?.onmessage?.({ data }));
  }
}

/** As much of a browser's connection as peer.js asks for. It is joined with the one that answered, and with no other one after that: the keys would not fit. */
class Connection {
  signalingState = "stable";
  connectionState = "new";
  iceConnectionState = "new";
  localDescription = null;
  remoteDescription = null;
  channels = [];
  joined = null;

  constructor({ certificates }) {
    this.number = all.size + 1;
    this.certificate = certificates[0];
    all.set(this.number, this);
  }
  createDataChannel() {
    this.channels.push(new Channel());
    return this.channels.at(-1);
  }
  getTransceivers() {
    return [];
  }
  addTransceiver() {
    this.restartIce();
    return { sender: { replaceTrack: async () => {} } };
  }
  restartIce() {
    this.asked ||= (queueMicrotask(() => ((this.asked = false), this.onnegotiationneeded?.())), true);
  }
  async setLocalDescription() {
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    const of = type === "answer" ? this.remote : 0;
    const sdp = `a=fingerprint:sha-256 ${Array(32).fill(this.certificate).join(":")}\r\na=number:${this.number}:${of}\r\n`;
    this.localDescription = { type, sdp };
    this.signalingState = type === "offer" ? "have-local-offer" : "stable";
  }
  async setRemoteDescription(description) {
    const [, number, of] = description.sdp.match(/a=number:(\d+):(\d+)/).map(Number);
    if (description.type === "answer" && this.signalingState !== "have-local-offer") throw new Error("no offer of ours");
    this.remote = number;
    this.remoteDescription = description;
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
    if (description.type === "answer" && of === this.number) this.join(all.get(number));
  }
  join(other) {
    this.joined ??= other;
    other.joined ??= this;
    if (this.joined !== other || other.joined !== this) return;
    for (const [one, theirs] of [[this, other], [other, this]]) {
      one.becomes("connected");
      one.channels.forEach((channel, index) => {
        if (channel.readyState === "open") return;
        Object.assign(channel, { readyState: "open", other: theirs.channels[index] });
        queueMicrotask(() => channel.onopen?.());
      });
    }
  }
  becomes(state) {
    this.connectionState = this.iceConnectionState = state;
    queueMicrotask(() => this.onconnectionstatechange?.());
  }
  async addIceCandidate() {}
  close() {
    this.closed = true;
  }
}
Object.assign(globalThis, { RTCPeerConnection: Connection, MediaStream: class {} });
const { Peer } = await import(pathToFileURL(join(folder, "peer.js")).href);

/** How many hashes are being made: elsewhere, for as long as the machine takes. */
let hashing = 0;
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = (...given) => ((hashing += 1), digest(...given).finally(() => (hashing -= 1)));

/** Until nothing more happens. */
async function settled() {
  for (let calm = 0; calm < 20; calm = hashing > 0 ? 0 : calm + 1) await new Promise((resolve) => setImmediate(resolve));
}

/** One page: it makes an end when it meets the other one, and another where it is told that the other knows nothing of it. */
class Page {
  constructor(certificate, wire) {
    Object.assign(this, { certificate, wire, ends: 0, codes: [], heard: [], delivered: [] });
  }
  meet(older) {
    this.peer?.close();
    this.older = older;
    this.ends += 1;
    const end = this.ends;
    this.peer = new Peer({
      older,
      certificate: this.certificate,
      ways: () => ({ iceServers: [], iceTransportPolicy: "all" }),
      send: (signal) => this.wire.carry(this, signal),
      canSend: () => true,
      anew: (signal) => {
        if (end === this.ends) this.meet(this.older);
        this.peer.hear(signal);
      },
      state: () => {},
      stream: () => {},
      code: (code) => end === this.ends && this.codes.push(String(code)),
      theirs: () => {},
      heard: (text) => this.heard.push(text),
      delivered: (number) => this.delivered.push(number),
      file: () => {},
    });
  }
  get code() {
    return this.codes.at(-1);
  }
}

/** Two pages on a wire that may swallow what is said over it. */
function pages() {
  const wire = {
    swallows: false,
    carried: 0,
    carry(from, signal) {
      this.carried += 1;
      if (this.swallows) return;
      const text = JSON.stringify(signal);
      queueMicrotask(() => (from === a ? b : a).peer?.hear(JSON.parse(text)));
    },
  };
  const a = new Page("AA", wire);
  const b = new Page("BB", wire);
  return { a, b, wire };
}

/** The room brings them together: a was there first. */
async function met() {
  const { a, b, wire } = pages();
  a.meet(true);
  b.meet(false);
  await settled();
  return { a, b, wire, done: () => [a, b].forEach(({ peer }) => peer.close()) };
}

/** They talk, under one code, and each message arrives once. */
async function talk({ a, b }) {
  for (const page of [a, b]) {
    assert.equal(page.peer.state, "connected");
    assert.match(page.code, /^\d+(,\d+){4}$/);
  }
  assert.equal(a.code, b.code);
  for (const [from, to] of [[a, b], [b, a]]) {
    const [heard, delivered] = [to.heard.length, from.delivered.length];
    from.peer.chat.say("hello");
    await settled();
    assert.deepEqual(to.heard.slice(heard), ["hello"]);
    assert.equal(from.delivered.length, delivered + 1);
  }
}

test("two who meet agree on a code and talk", async () => {
  const call = await met();
  await talk(call);
  assert.deepEqual([call.a.ends, call.b.ends], [1, 1]);
  call.done();
});

test("who is met again goes on: no other end, no other code, no message twice", async () => {
  const call = await met();
  await talk(call);
  const { code } = call.a;
  for (const page of [call.b, call.a]) page.peer.repeat();
  await settled();
  await talk(call);
  assert.deepEqual([call.a.ends, call.b.ends, call.a.code], [1, 1, code]);
  call.done();
});

for (const [who, older] of [["was there first", true], ["came second", false]]) {
  for (const [now, offers] of [["the older", false], ["the newer", true]]) {
    test(`who ${who} comes back, as ${now} one, to a page that has forgotten them: both begin anew`, async () => {
      const call = await met();
      await talk(call);
      const [back, forgetful] = older ? [call.a, call.b] : [call.b, call.a];
      const before = back.code;
      // The room says anew who offers, whatever the one who comes back believes to be.
      back.older = !offers;
      back.peer.repeat();
      forgetful.meet(offers);
      await settled();
      assert.notEqual(back.code, before);
      assert.deepEqual([back.ends, forgetful.ends], [2, 2]);
      await talk(call);
      call.done();
    });
  }
}

test("what was said before anybody could hear it is not lost where the other one begins anew", async () => {
  const { a, b, wire } = pages();
  a.meet(true);
  a.peer.chat.say("early");
  b.meet(false);
  b.peer.repeat();
  await new Promise((resolve) => queueMicrotask(resolve));
  b.meet(false);
  b.peer.repeat();
  await settled();
  assert.deepEqual(b.heard, ["early"]);
  await talk({ a, b, wire });
  assert.equal(a.ends, 1);
  [a, b].forEach(({ peer }) => peer.close());
});

test("two who have forgotten each other at once find together, and do not begin anew for ever", async () => {
  const call = await met();
  await talk(call);
  call.b.meet(false);
  call.a.meet(true);
  await settled();
  await talk(call);
  assert.ok(call.a.ends + call.b.ends <= 5, `${call.a.ends} and ${call.b.ends}`);
  const said = call.wire.carried;
  await settled();
  assert.equal(call.wire.carried, said, "nothing more is said");
  call.done();
});

test("a new connection that was asked for while the room was away is asked for again", async () => {
  for (const which of ["a", "b"]) {
    const call = await met();
    await talk(call);
    const { code } = call.a;
    call.wire.swallows = true;
    call[which].peer.rebuild();
    await settled();
    call.wire.swallows = false;
    // The other one believes that all is well.
    for (const page of [call.a, call.b]) page.peer.repeat();
    await settled();
    await talk(call);
    assert.deepEqual([call.a.ends, call.b.ends, call.a.code], [1, 1, code], which);
    call.done();
  }
});

test("a page of before an update of the server is understood", async () => {
  const call = await met();
  const { carry } = call.wire;
  call.wire.carry = (from, { life, knows, ...signal }) => carry.call(call.wire, from, signal);
  for (const page of [call.a, call.b]) page.peer.rebuild();
  await settled();
  await talk(call);
  assert.deepEqual([call.a.ends, call.b.ends], [1, 1]);
  call.done();
});
