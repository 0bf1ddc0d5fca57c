// Another company's client against the stand-in of EventStoreDB: what a server must do, it has to do for this client too.
// Arguments: the address, `esdb://…`, and the folder whose node_modules has the client. Ends with status 0 when everything held.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const [address, folder] = process.argv.slice(2);
const kurrent = createRequire(`${folder}/`)("@kurrent/kurrentdb-client");
const { KurrentDBClient, jsonEvent, ANY, NO_STREAM, BACKWARDS, END, START, StreamNotFoundError, WrongExpectedVersionError } = kurrent;

const client = KurrentDBClient.connectionString(address);
const stream = "node-1";
const id = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const event = (n) => jsonEvent({ id: id(n), type: "made", data: { n }, metadata: { by: "node" } });
const collect = async (events) => {
  const all = [];
  for await (const { event } of events) all.push(event);
  return all;
};
const numbers = (events) => events.map((event) => event.data.n);

await assert.rejects(collect(client.readStream(stream)), StreamNotFoundError);
await client.appendToStream(stream, [event(1), event(2)], { streamState: NO_STREAM });
const second = await client.appendToStream(stream, event(3), { streamState: 1n });
assert.equal(second.nextExpectedRevision, 2n);

// The same again, where it is expected, is answered and not repeated.
assert.equal((await client.appendToStream(stream, event(3), { streamState: 1n })).nextExpectedRevision, 2n);
await assert.rejects(client.appendToStream(stream, event(9), { streamState: 0n }), WrongExpectedVersionError);
await assert.rejects(client.appendToStream(stream, event(9), { streamState: NO_STREAM }), WrongExpectedVersionError);
await client.appendToStream(stream, event(4), { streamState: ANY });

const read = await collect(client.readStream(stream, { fromRevision: START }));
assert.deepEqual(numbers(read), [1, 2, 3, 4]);
assert.deepEqual(read.map((event) => event.revision), [0n, 1n, 2n, 3n]);
assert.deepEqual([read[0].type, read[0].id, read[0].metadata], ["made", id(1), { by: "node" }]);
const back = client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 2 });
assert.deepEqual(numbers(await collect(back)), [4, 3]);

const all = (await collect(client.readAll())).filter((event) => event?.streamId === stream);
assert.deepEqual(numbers(all), [1, 2, 3, 4]);

// A subscription begins after the place that is named, and goes on with what comes.
const seen = [];
const subscription = client.subscribeToAll({ fromPosition: all[1].position });
for await (const { event: one } of subscription) {
  if (one?.streamId !== stream) continue;
  seen.push(one.data.n);
  if (seen.length === 2) await client.appendToStream(stream, event(5), { streamState: 3n });
  if (seen.length === 3) break;
}
assert.deepEqual(seen, [3, 4, 5]);
console.log("held");
process.exit(0);
