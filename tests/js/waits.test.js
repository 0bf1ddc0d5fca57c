// From when on a wait is long: the steps that the server writes beside the list, as the page reads them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const source = readFileSync(new URL("../../web/assets/waits.js", import.meta.url), "utf8");
const { stepAfter } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

test("a wait grows long in steps, and one before its appointment is short", () => {
  const steps = "long:10 very-long:20";
  const after = (minutes) => stepAfter(steps, minutes);
  assert.deepEqual(after(-20), { name: "short", rank: 0 });
  assert.deepEqual(after(9), { name: "short", rank: 0 });
  assert.deepEqual(after(10), { name: "long", rank: 1 });
  assert.deepEqual(after(19), { name: "long", rank: 1 });
  assert.deepEqual(after(20), { name: "very-long", rank: 2 });
});
