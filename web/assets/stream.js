// A stream of server-sent events that comes back by itself, and says whether it is open.

/**
 * Browsers reconnect after a broken line, but give up for good after an answer that is not a stream (a restart behind a proxy).
 * This opens it again then, and as soon as the device is back online.
 *
 * @param {string} address
 * @param {Record<string, (data: string) => void>} events what to do with the data of each named event
 * @param {(open: boolean) => void} heard called whenever the line opens or is lost
 * @returns {() => void} closes the stream for good
 */
export function follow(address, events, heard) {
  /** @type {EventSource | undefined} */
  let source;
  let timer = 0;
  let over = false;

  function open() {
    clearTimeout(timer);
    source?.close();
    if (over) return;
    source = new EventSource(address);
    source.addEventListener("open", () => heard(true));
    source.addEventListener("error", () => {
      heard(false);
      if (source?.readyState === EventSource.CLOSED) timer = window.setTimeout(open, 3000);
    });
    for (const [name, act] of Object.entries(events)) {
      source.addEventListener(name, (event) => act(/** @type {MessageEvent<string>} */ (event).data));
    }
  }

  window.addEventListener("online", open);
  window.addEventListener("offline", () => heard(false));
  // A page that leaves says so at once, and one that comes back from the cache of the browser opens its line again.
  window.addEventListener("pagehide", () => source?.close());
  window.addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  open();
  return () => { over = true; clearTimeout(timer); source?.close(); };
}
