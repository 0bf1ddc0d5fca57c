// Keeps the screen from dimming while a call goes on.

/** @type {(() => boolean) | null} whether the call goes on, once it has begun */ let goesOn = null;

/** @param {() => boolean} on */
export async function keepAwake(on) {
  goesOn = on;
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // A courtesy: without it the screen may dim.
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && goesOn?.()) void keepAwake(goesOn);
});
