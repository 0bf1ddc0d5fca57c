// The call's page: who is there, what is said about it, and how it ends. Devices, code and technical data have modules of their own.

import { isAnother } from "./call-code.js";
import { keepAwake } from "./call-awake.js";
import * as devices from "./call-devices.js";
import * as ending from "./call-end.js";
import * as elapsed from "./call-elapsed.js";
import * as greeting from "./call-greeting.js";
import * as group from "./call-group.js";
import * as guests from "./call-guests.js";
import * as hold from "./call-hold.js";
import * as keeping from "./call-keeping.js";
import * as messages from "./call-messages.js";
import "./call-more.js";
import * as network from "./call-network.js";
import { at, main, named, sentence } from "./call-page.js";
import * as report from "./call-report.js";
import * as share from "./call-share.js";
import { standing } from "./call-state.js";
import * as tiles from "./call-tiles.js";
import { Peer } from "./peer.js";
import { Room } from "./room.js";
import "./self-view.js";

/**
 * @typedef {import("./room.js").Other} Other
 * @typedef {tiles.View & {other: Other, peer: Peer, channel: messages.Channel, ladder: network.Ladder, relayed: boolean | null, absent: boolean, silent: number, missed: boolean}} Partner
 *   `absent`: the room has them no more, though they did not say goodbye; `silent`: looks at which nothing of theirs came since; `missed`: it was said that they have left
 */

const after = main.dataset["after"] ?? "/";
/** The one this call is with: whoever holds it, or whose visit it is. Handed over, it is another. */
let otherName = main.dataset["otherName"] ?? "";
let otherPerson = 0;
/** Stands in the place of a number that holds no more: the room's are above 0. */
let lastVoid = 0;
/** Whom the room has lost and this page has never met: others may be in touch with them still. @type {Other[]} */
let strangers = [];
/** Who was put out while no room knew their number, to be put out as soon as one does: the page they had, or whom the call is with. @type {Set<string>} */
const unwelcome = new Set();

const WAIT_FOR_DEVICES = 3000;
/** So many looks an absent one may be silent, one a second, before it is said that they have left. */
const SILENT = 5;

// ---- What is said ----

/** @type {Map<string, Partner>} */ const partners = new Map();
let over = /** @type {string | null} */ (null);
let everConnected = false;
let socketOpen = true;
/** Why the one this call is with is not there: not yet, they left, were put out, or their connection broke. */
let absence = /** @type {import("./call-state.js").Absence} */ ("not-yet");
/** The room takes in nobody new, and so not us. */
let shut = false;

/** Whether this is the one the page's call is with; anybody else joined it. @param {{side: string}} other */
const isMain = (other) => other.side === main.dataset["otherSide"];

/** Whether they are in the room, or out of its reach while picture and sound still run between us. @param {Partner} partner */
const isHere = ({ absent, state }) => !absent || state === "connected";

/** What they are remembered by where their number holds no more. @param {Other} other */
const mark = (other) => (isMain(other) ? "main" : other.instance);

/** How somebody is called whom this page has not met. @param {{side: string}} other */
const calledBySide = (other) => (isMain(other) ? otherName : sentence("somebody"));

/** Whoever can be put out: those who are here, then those who were lost. */
const within = () => [
  ...everybody().map(({ other, name, absent }) => ({ ...other, name, lost: absent })),
  ...[...partners.values()].filter((one) => !isHere(one)).map(({ other, name }) => ({ ...other, name, lost: true })),
  ...strangers.map((other) => ({ ...other, name: calledBySide(other), lost: true })),
];

/** The one the call is with first, then the others as they came. */
const everybody = () => [...partners.values()].filter(isHere).sort((one, two) => Number(isMain(two.other)) - Number(isMain(one.other)));

function describe() {
  const all = everybody();
  for (const one of partners.values()) (isHere(one) ? group.add : group.remove)(one.channel);
  const partner = all[0];
  const { state, words } = standing({ over, all, met: partner !== undefined && isMain(partner.other), socketOpen, shut, everConnected, absence, held: hold.held() }, otherName);
  if (main.dataset["state"] === "connected" && state === "reconnecting") {
    report.reconnecting();
  }
  if (main.dataset["state"] !== state) main.dataset["state"] = state;
  main.dataset["other"] = !partner ? absence : partner.absent ? "absent" : partner.away ? "away" : "here";
  // Saying the same again would be read out again.
  if (at("state").textContent !== words) at("state").textContent = words;
  keeping.present(within());
  main.dataset["picture"] = partner?.sending?.video && !partner.sending.saving ? "on" : "off";
  const sending = partner?.sending;
  at("their-mute").hidden = sending?.audio ?? true;
  at("their-camera").hidden = !sending || sending.video || sending.saving;
  at("their-saving").hidden = !sending?.saving;
  at("their-screen").hidden = !sending?.screen;
  for (const { peer } of all) peer.setSharing(all.length);
  tiles.show(all);
}

/** @param {Partner} partner */
function tellSending({ peer, ladder }) {
  peer.setSending({ ...devices.sending(), saving: devices.sending().video && ladder.rung === 0 });
}

// ---- The others ----

/** @type {Room | null} */ let room = null;
/** @type {RTCCertificate | null} */ let certificate = null;
/** @type {import("./peer.js").Ways} */ let ways = { iceServers: [], iceTransportPolicy: "all" };

/** @param {Other} other */
function meet(other) {
  if (unwelcome.delete(mark(other))) {
    strangers.push(other);
    return room?.putOut(other.client);
  }
  strangers = strangers.filter((one) => one.person !== other.person);
  const known = partners.get(other.instance);
  if (known) {
    // The same page under a new number, after a restart of the server or a long absence: what was between us goes on.
    greeting.renumber(known.other.person, other.person);
    Object.assign(known, { other, away: other.away, absent: false, silent: 0 });
    known.peer.repeat();
    if (known.state === "connected") room?.report(other.client, "connected");
    if (known.missed && !isMain(other)) void call(known);
    known.missed = false;
    return;
  }
  // Somebody who was lost is back with another page.
  for (const one of [...partners.values()]) if (one.absent && (one.other.person === other.person || (isMain(one.other) && isMain(other)))) part(one);
  if (!certificate) return;
  const instance = other.instance;
  /** @param {(partner: Partner) => void} change */
  const change = (change) => {
    const partner = partners.get(instance);
    if (!partner || over !== null) return;
    change(partner);
    describe();
  };
  const now = () => partners.get(instance)?.other.client ?? other.client;
  // What is said to somebody who is not in the room is lost, or heard by whoever has their number now.
  const hears = () => !partners.get(instance)?.absent;
  const peer = new Peer({
    older: other.you_offer,
    ways: () => ways,
    certificate,
    send: (signal) => hears() && room?.signal(now(), signal),
    canSend: () => hears() && (room?.joined ?? false),
    anew: (signal) => {
      const partner = partners.get(instance);
      if (!partner || over !== null) return;
      if (partner.peer === peer) {
        part(partner);
        meet(partner.other);
        describe();
      }
      partners.get(instance)?.peer.hear(signal);
    },
    state: (state) => {
      if (hears()) room?.report(now(), state);
      const partner = partners.get(instance);
      if (partner) partner.state = state;
      if (state === "connected") {
        if (partner) heardAgain(partner);
        report.connected();
        everConnected = true;
        elapsed.begin();
        keepAwake(() => over === null);
      }
      describe();
    },
    stream: (stream) =>
      change((partner) => {
        partner.stream = stream;
        tiles.play();
      }),
    code: (code) =>
      change((partner) => {
        partner.code = code;
        partner.changed = isAnother(isMain(other) ? "main" : String(other.person), code);
      }),
    theirs: (sending) => change((partner) => (partner.sending = sending)),
    heard: (text) => messages.heard(partners.get(instance)?.name ?? otherName, text),
    delivered: (number) => group.delivered(channel, number),
    file: (transfer) => messages.file(partners.get(instance)?.name ?? otherName, channel, transfer),
  });
  /** @type {messages.Channel} */
  const channel = {
    say: (text) => peer.chat.say(text),
    offer: (file) => peer.files.offer(file),
    take: (transfer) => peer.files.take(transfer),
    stop: (transfer) => peer.files.stop(transfer),
  };
  /** @type {Partner} */
  const partner = {
    other, peer, channel, ladder: new network.Ladder(), relayed: null, absent: false, silent: 0, missed: false,
    name: isMain(other) ? otherName : sentence("somebody"),
    stream: null, state: peer.state, away: other.away, sending: null, code: "pending", changed: false, frames: 0,
  };
  partners.set(instance, partner);
  // Who it was handed to is not on the page yet.
  const another = isMain(other) && otherPerson !== 0 && otherPerson !== other.person;
  if (isMain(other)) otherPerson = other.person;
  if (!isMain(other) || another) void call(partner);
  peer.setTrack("audio", devices.outgoing("audio"));
  peer.setTrack("video", devices.outgoing("video"));
  tellSending(partner);
}

/**
 * Asks who it is that joined; until it is known, they are somebody.
 * @param {Partner} partner
 */
async function call(partner) {
  const name = await greeting.ask(partner.other.client);
  if (name === null) return;
  partner.name = name;
  if (isMain(partner.other)) {
    at("with-whom").textContent = otherName = name;
    devices.show();
  }
  describe();
  if (partners.has(partner.other.instance)) greeting.joined(partner.other.person, name);
}

/** @param {number} client */
const numbered = (client) => [...partners.values()].find((one) => one.other.client === client);

/** @param {Partner} partner */
function part(partner) {
  partner.peer.close();
  partners.delete(partner.other.instance);
  group.remove(partner.channel);
  describe();
}

/** @param {Partner} partner @param {number} client @param {number} person */
function renumber(partner, client, person) {
  greeting.renumber(partner.other.person, person);
  partner.other = { ...partner.other, client, person };
}

/** @param {Partner} partner */
function miss(partner) {
  partner.missed = true;
  greeting.left(partner.other.person, partner.name);
}

/** It was said too early that they have left. @param {Partner} partner */
function heardAgain(partner) {
  partner.silent = 0;
  if (!partner.missed) return;
  partner.missed = false;
  if (!isMain(partner.other)) greeting.joined(partner.other.person, partner.name);
}

/** The room gave up their place. They may be back with the same page, and what runs between us needs no room: it stays until it ends by itself. @param {Partner} partner */
function lose(partner) {
  if (isMain(partner.other)) absence = "lost";
  Object.assign(partner, { absent: true, away: true });
}

function join() {
  room = new Room(main.dataset["room"] ?? "", {
    ways: (iceServers, relayOnly) => {
      ways = { iceServers, iceTransportPolicy: relayOnly ? "relay" : "all" };
      for (const { peer } of partners.values()) peer.renewWays();
    },
    welcome: (others, lost) => {
      // The room may be another one, in which everybody's numbers are somebody else's.
      for (const partner of partners.values()) renumber(partner, (lastVoid -= 1), lastVoid);
      for (const partner of partners.values()) {
        if (others.some((other) => other.instance === partner.other.instance)) continue;
        const known = lost.find((other) => other.instance === partner.other.instance);
        if (known) renumber(partner, known.client, known.person);
        // After a restart of the server they may be seconds behind us.
        lose(partner);
        if (!isHere(partner)) miss(partner);
      }
      strangers = lost.filter(({ instance }) => !partners.has(instance));
      others.forEach(meet);
      describe();
    },
    joined: (other) => {
      meet(other);
      describe();
    },
    away: (client) => {
      const partner = numbered(client);
      if (partner) partner.away = true;
      describe();
    },
    back: (client) => {
      const partner = numbered(client);
      if (partner) partner.away = false;
      describe();
    },
    gone: (client, why) => {
      const partner = numbered(client);
      const stranger = strangers.find((one) => one.client === client);
      strangers = strangers.filter((one) => one !== stranger);
      const name = partner?.name ?? (stranger ? calledBySide(stranger) : otherName);
      if (why === "put-out") keeping.putOut({ client, name, side: (partner?.other ?? stranger)?.side ?? "" });
      if (why === "put-out" && stranger && isMain(stranger)) absence = "they-are-out";
      if (stranger) describe();
      if (!partner) return;
      // Another page of theirs follows, or the same one that could not resume.
      if (why === "lost" || why === "replaced") {
        lose(partner);
        if (why === "lost" && !isHere(partner)) miss(partner);
        return describe();
      }
      if (isMain(partner.other)) absence = why === "left" ? "left" : "they-are-out";
      miss(partner);
      part(partner);
    },
    signal: (from, data) => numbered(from)?.peer.hear(data),
    stands: (closed, out) => {
      keeping.stands(closed, out.map((one) => ({ client: one.client, name: calledBySide(one), side: one.side })));
      if (out.some(isMain)) absence = "they-are-out";
      describe();
    },
    door: keeping.door,
    hold: (on, anew) => {
      hold.stands(on, anew);
      describe();
    },
    held: hold.held,
    guests: () => void guests.look(),
    denied: (what, why) => {
      ending.notDone(sentence(why === "with-a-colleague" ? "not-yours" : "not-done"));
      if (what === "end") ending.mayHangUp();
    },
    letIn: (client) => {
      keeping.letIn(client);
      if (absence === "they-are-out") absence = "not-yet";
      describe();
    },
    shut: () => {
      shut = true;
      describe();
    },
    socket: (open) => {
      socketOpen = open;
      keeping.reaches(open);
      hold.reaches(open);
      if (open) void guests.look();
      if (open) shut = false;
      if (!open && over === null) ending.mayHangUp();
      if (open) for (const { other, peer, absent } of partners.values()) {
        if (absent) continue;
        room?.report(other.client, peer.state);
        if (peer.state === "disconnected" || peer.state === "failed") peer.restart();
      }
      describe();
    },
    ended: () => finish("ended"),
    refused: (word) => {
      if (word === "new-part") location.reload();
      // Given on to a colleague meanwhile: the visit's own page is where one waits.
      else if (word === "waits") location.replace(after);
      else finish(word === "replaced" || word === "full" || word === "put-out" ? word : "refused");
    },
  });
}

keeping.start({
  putOut: (client) => {
    const partner = numbered(client);
    if (!partner || client > 0) return room?.putOut(client);
    // No room knows their number: our own connection to them ends, and whatever room they come to next puts them out.
    unwelcome.add(mark(partner.other));
    part(partner);
  },
  letIn: (client) => room?.letIn(client),
  close: (closed) => room?.door(closed),
});
hold.start((on) => room?.hold(on));
messages.start(() => (everybody().length > 0 ? group.everybody : null));
group.start((number) => messages.delivered(group.everybody, number));

network.changes(() => partners.forEach(({ peer }) => peer.networkChanged()));

// ---- Looking every second ----

setInterval(async () => {
  if (over === null) elapsed.show();
  for (const partner of partners.values()) {
    partner.silent = isHere(partner) ? 0 : partner.silent + 1;
    if (partner.silent === SILENT && !partner.missed) miss(partner);
  }
  for (const partner of everybody()) {
    const figures = await partner.peer.figures();
    const first = partner === everybody()[0];
    partner.frames = figures.framesDecoded;
    if (first) {
      main.dataset["framesDecoded"] = String(figures.framesDecoded);
      main.dataset["audioEnergy"] = String(figures.audioEnergy);
      main.dataset["audioPackets"] = String(figures.audioPackets);
    }
    if (figures.relayed !== partner.relayed) {
      partner.relayed = figures.relayed;
      if (first) report.goes(figures.relayed);
    }
    if (partner.peer.state !== "connected") continue;
    // What is handed in is the quality between the two sides of the call.
    if (isMain(partner.other)) report.sample(figures);
    const step = network.look(partner.ladder, figures, devices.sending().video, first);
    if (step) {
      partner.peer.setRung(partner.ladder.rung);
      tellSending(partner);
    }
  }
  if (partners.size > 0) describe();
}, 1000);

// ---- Over ----

/** @param {string} why */
function finish(why) {
  if (over !== null) return;
  over = why;
  report.send();
  room?.close();
  for (const partner of [...partners.values()]) part(partner);
  share.stop();
  devices.stop();
  messages.close();
  at("device-note").hidden = at("sound").hidden = true;
  for (const button of at("controls").querySelectorAll("button")) button.disabled = true;
  describe();
  if (why === "ended" || why === "hung-up") {
    elapsed.forget();
    if (messages.unsaved()) {
      over = "unsaved";
      messages.keepOpen();
      describe();
      return;
    }
    // Long enough to read why.
    setTimeout(() => location.replace(after), why === "ended" ? 1500 : 0);
  } else {
    at("again").hidden = false;
    // The controls are no use any more, whoever stood on one of them.
    at("again").querySelector("a")?.focus();
  }
}

ending.start({
  isOver: () => over !== null,
  room: () => room,
  finish,
});

// A reload or a closed tab: no goodbye, because the page may be back in a second.
addEventListener("pagehide", () => {
  if (over !== null) return;
  report.send();
  room?.close();
  for (const { peer } of partners.values()) peer.close();
});
addEventListener("pageshow", (event) => event.persisted && location.reload());

// ---- Begin ----

devices.show();
describe();
certificate = await RTCPeerConnection.generateCertificate(/** @type {any} */ ({ name: "ECDSA", namedCurve: "P-256" }));
const asked = devices.start({
  track: (kind, track) => partners.forEach(({ peer }) => peer.setTrack(kind, track)),
  sending: () => partners.forEach(tellSending),
});
// With the devices first the addresses are known at once; but a question left open holds nobody up.
await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, WAIT_FOR_DEVICES))]);
join();
