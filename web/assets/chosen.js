// The devices somebody chose, before the call or in it: remembered in this tab alone, until it is closed, and told to nobody.

/** @typedef {"camera" | "microphone" | "speaker"} Device */

const KEY = "devices";
/** The choice of no camera at all. */
export const OFF = "off";

/** @returns {Partial<Record<Device, string>>} the browser's ids of them; `off` for a camera that shall stay so */
export function chosen() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    // A browser that keeps nothing, or something else that stands there.
    return {};
  }
}

/** @param {Device} device @param {string} id */
export function remember(device, id) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ ...chosen(), [device]: id }));
  } catch {
    // Then it has to be chosen again.
  }
}
