// What a look at a page asks the page itself. It is put into the page by the driver, which the page's own content policy does not bind.
window.looking ??= (() => {
  /** The attributes that hold words. */
  const WORDS = ["aria-label", "title", "placeholder", "alt", "data-label"];
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  /** How to put back what was translated. */
  let back = [];

  const visible = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const tiny = (box) => box.width <= 1 || box.height <= 1;
  const short = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 140);

  const children = (node) => [...node.childNodes].filter((n) => n.nodeType === 1 || (n.nodeType === 3 && n.data.trim() !== ""));
  const kind = (n) => n.nodeType === 3 ? "text" : `${n.localName} ${n.id} ${n.name ?? ""}`;

  /** The same words in the other language, with the space around them. */
  function instead(before, known) {
    const words = before.trim();
    if (known.has(words)) return before.replace(words, () => known.get(words));
    // A sentence into which a script has put whom it is about.
    for (const [said, other] of known) {
      const [head, tail] = said.split("{name}");
      if (tail === undefined || head.length + tail.length < 10) continue;
      if (words.length < head.length + tail.length || !words.startsWith(head) || !words.endsWith(tail)) continue;
      const name = words.slice(head.length, words.length - tail.length);
      return before.replace(words, () => other.replace("{name}", () => name));
    }
    return undefined;
  }

  /** Takes the words of one tree into the other, which keeps what its script and its reader made of it. */
  function graft(live, fresh, known) {
    for (const { name, value } of [...fresh.attributes]) {
      const before = live.getAttribute(name);
      if (before === null || before === value) continue;
      known.set(before, value);
      if (!WORDS.includes(name)) continue;
      live.setAttribute(name, value);
      back.push(() => live.setAttribute(name, before));
    }
    const theirs = children(fresh);
    let from = 0;
    for (const child of children(live)) {
      const at = theirs.findIndex((other, index) => index >= from && kind(other) === kind(child));
      if (at < 0) continue;
      from = at + 1;
      if (child.nodeType === 1) { graft(child, theirs[at], known); continue; }
      const before = child.data;
      const other = instead(before, known) ?? theirs[at].data;
      if (before === other) continue;
      known.set(before.trim(), other.trim());
      child.data = other;
      back.push(() => { child.data = before; });
    }
  }

  /** What a script wrote out of the page's own sentences is written in the other language too. */
  function fill(root, known) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const [before, other] = [text.data, instead(text.data, known)];
      if (other === undefined || other === before) continue;
      text.data = other;
      back.push(() => { text.data = before; });
    }
  }

  const ids = (root) => [...root.querySelectorAll("main [id]")].map((e) => e.id);

  /** The page as the server writes it in this language, to this form or to nobody's. */
  async function written(language, form) {
    const headers = { "accept-language": language, accept: "text/html" };
    const how = form ? { method: "POST", body: new URLSearchParams(form.fields) } : {};
    const answer = await fetch(form ? form.action : location.href, { ...how, headers });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const have = new Set(ids(page));
    const missing = ids(document).filter((id) => !have.has(id));
    const path = new URL(answer.url).pathname;
    if (page.documentElement.lang !== language) missing.push(`lang=${page.documentElement.lang}`);
    if (path !== location.pathname) missing.push(`it led to ${path}`);
    return { page, missing };
  }

  /** Shows the page in another language. The words are the server's, asked for again; all else stays as it is, a call as a call. Returns why not. */
  async function translate(language, form) {
    let { page, missing } = await written(language, null);
    if (missing.length > 0 && form) {
      const posted = await written(language, form);
      if (posted.missing.length < missing.length) ({ page, missing } = posted);
    }
    if (missing.length > 0) return [`not to be had in ${language}: ${missing.slice(0, 6).join(", ")}`];
    const [root, lang, title, known] = [document.documentElement, document.documentElement.lang, document.title, new Map()];
    back.push(() => { root.lang = lang; document.title = title; });
    root.lang = language;
    document.title = page.title;
    // What a script may have written since goes before what stood there at first.
    const sentences = (from) => [...from.querySelectorAll("#sentences [data-key]")].map((one) => one.textContent);
    const pictures = (from) => (from.querySelector("[data-code-names]")?.dataset.codeNames ?? "").split(", ");
    for (const list of [sentences, pictures]) {
      const theirs = list(page);
      list(document).forEach((words, index) => known.set(words, theirs[index]));
    }
    graft(document.body, page.body, known);
    fill(document.body, known);
    return [];
  }

  function restore() {
    for (const one of back.reverse()) one();
    back = [];
    return [];
  }

  /** What is wider than the window, as far as the page can be moved sideways; an element that is moved in itself is not meant. */
  function overflowing() {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    return [...document.body.querySelectorAll("*")].filter((e) => visible(e) && e.getBoundingClientRect().right > page.clientWidth + 1)
      .slice(0, 3).map((e) => `${page.scrollWidth} px wide: ${short(e)}`).concat(`${page.scrollWidth} px wide`);
  }

  /** Text that its surroundings cut off, or that lies where nobody can move the page to. */
  function cut() {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const own = text.parentElement;
      if (text.data.trim() === "" || !visible(own) || own.closest("option, script, style, .skip")) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const boxes = [...range.getClientRects()].filter((box) => !tiny(box));
      for (let around = own; around && around !== document.documentElement; around = around.parentElement) {
        const style = getComputedStyle(around);
        const flow = [style.overflowX, style.overflowY];
        if (flow.some((one) => one === "auto" || one === "scroll")) break;
        if (style.display === "inline" || !flow.some((one) => one === "hidden" || one === "clip")) continue;
        const frame = around.getBoundingClientRect();
        // What only a screen reader reads is meant to be cut.
        if (tiny(frame)) break;
        const outside = boxes.some((box) => box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
        if (outside) { found.add(`cut off: ${short(own)}`); break; }
      }
    }
    return [...found].slice(0, 4);
  }

  /** Where an element is seen: what is moved out of sight in a list of its own lies over nothing. */
  function seen(e) {
    let boxes = [...e.getClientRects()];
    for (let around = e.parentElement; around && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflowY === "visible") continue;
      const frame = around.getBoundingClientRect();
      boxes = boxes.map((box) => {
        const [left, top] = [Math.max(box.left, frame.left), Math.max(box.top, frame.top)];
        const [right, bottom] = [Math.min(box.right, frame.right), Math.min(box.bottom, frame.bottom)];
        return { left, top, right, bottom, width: right - left, height: bottom - top };
      });
    }
    return boxes.filter((box) => !tiny(box));
  }

  /** Controls that lie over one another, or beside the page. */
  function covered() {
    const width = document.documentElement.clientWidth;
    const layer = (e) => e.closest("[popover], #call .sheet, dialog");
    const all = [...document.querySelectorAll(CONTROLS)].filter((e) => visible(e) && !e.matches(".skip"))
      .map((e) => ({ e, on: layer(e), boxes: seen(e) }));
    const found = [];
    for (const { e, boxes } of all) {
      if (boxes.some((box) => box.left < -1 || box.right > width + 1)) found.push(`off the page: ${short(e)}`);
    }
    const over = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
      && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2;
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) {
        if (one.on !== other.on || one.e.contains(other.e) || other.e.contains(one.e)) continue;
        if (one.boxes.some((a) => other.boxes.some((b) => over(a, b)))) found.push(`lie over one another: ${short(one.e)} and ${short(other.e)}`);
      }
    }
    return found.slice(0, 4);
  }

  /** Text twice as large, or as it was. */
  function large(on) {
    document.documentElement.style.fontSize = on ? "212.5%" : "";
    return [];
  }

  return { translate, restore, overflowing, fits: () => [...overflowing(), ...cut(), ...covered()], large };
})();
