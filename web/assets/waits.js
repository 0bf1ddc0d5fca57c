// Counts on how long each visitor has waited, and says it in words and colour once it grows long.

/** @param {number} count @param {"minute" | "hour"} unit */
const inWords = (count, unit) => new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "short" }).format(count);

/**
 * The step a wait has reached.
 * @param {string} steps such as "long:10 very-long:20", in rising order
 * @param {number} minutes
 * @returns {{ name: string, rank: number }} rank 0 is a short wait
 */
export function stepAfter(steps, minutes) {
  const begun = steps.split(" ").map((step) => step.split(":")).filter(([, from]) => Number(from) <= minutes);
  return { name: begun.at(-1)?.[0] ?? "short", rank: begun.length };
}

// The server's clock may differ from this computer's (the demo's does on purpose), so minutes are counted on from what it said.
/** @type {Map<string, { at: number, minutes: number }>} */
const firstSeen = new Map();

/** How far the wait of each visitor had come when last looked at. @type {Map<string, number>} */
const ranks = new Map();

/**
 * Counts on. Returns the rows whose wait has just grown long, or longer.
 * @returns {HTMLElement[]}
 */
export function countUp() {
  const steps = document.getElementById("waiting")?.dataset.steps ?? "";
  const grown = [];
  for (const time of document.querySelectorAll("time[data-since]")) {
    const row = time.closest(".visitor");
    if (!(time instanceof HTMLTimeElement) || !(row instanceof HTMLElement)) continue;
    const said = Number(time.dataset.since);
    let seen = firstSeen.get(row.id);
    // A turned clock, or a computer that slept, shows as a jump: then the server's word counts anew.
    if (!seen || (time.title === "" && Math.abs(said - seen.minutes - (performance.now() - seen.at) / 60_000) > 1.5)) {
      seen = { at: performance.now(), minutes: said };
      firstSeen.set(row.id, seen);
    }
    const minutes = Math.floor(seen.minutes + (performance.now() - seen.at) / 60_000);
    const hours = Math.floor(minutes / 60);
    time.title = time.title || (time.textContent ?? "");
    if (minutes < 1) time.textContent = time.dataset.textNow ?? "";
    else if (hours < 1) time.textContent = inWords(minutes, "minute");
    else time.textContent = `${inWords(hours, "hour")} ${inWords(minutes % 60, "minute")}`;

    // Whoever came before an appointment waits from its time on: so many minutes less.
    const step = stepAfter(steps, minutes - said + Number(time.dataset.waited));
    row.dataset.wait = step.name;
    for (const word of row.querySelectorAll("[data-word]")) {
      if (word instanceof HTMLElement) word.hidden = word.dataset.word !== step.name;
    }
    // What was long when the page was opened is no news.
    if (step.rank > (ranks.get(row.id) ?? step.rank)) grown.push(row);
    ranks.set(row.id, step.rank);
  }
  return grown;
}
