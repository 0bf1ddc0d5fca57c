// The call page's own elements and sentences, found once for all modules of the call.

/** @param {string} id */
export const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
export const main = at("call");
/** @param {string} key */
export const sentence = (key) => at("sentences").querySelector(`[data-key="${key}"]`)?.textContent ?? "";

/**
 * A sentence about somebody.
 * @param {string} key @param {string} name
 */
export const named = (key, name) => sentence(key).replace("{name}", () => name);

/** Milliseconds since the page was opened. */
const opened = performance.now();
export const sinceOpened = () => performance.now() - opened;
