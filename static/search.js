// Searches the site. What is searched is pushed to plainfactSearch, by the scripts of the index or
// by a page that holds all itself; such a page may set plainfactLink, which leads to an address.
(() => {
  const pushed = self.plainfactSearch || [];
  const { src } = document.currentScript;
  const root = src && new URL("..", src).href;
  const opener = document.querySelector("[data-search]");
  const documents = [];
  let told = { kinds: [], words: {} };

  // Case and accents do not count. Scripts that put no spaces between words are read by pairs.
  const solid = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Hang}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}";
  const solidStart = new RegExp(`^[${solid}]`, "u");
  const isSolid = (word) => solidStart.test(word);
  const token = new RegExp(`[${solid}]+|(?:(?![${solid}])[\\p{L}\\p{M}\\p{N}])+(?:[.,]\\p{N}[\\p{L}\\p{N}]*)*`, "gu");
  const fold = (text) => text.toUpperCase().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").normalize();
  const split = (text) => fold(text).match(token) || [];
  const space = (text) => ` ${split(text).join(" ")} `;
  // A word begins with a space, so that it is found where a word begins.
  const readTerms = (query) => [...new Set(split(query).flatMap((word) => {
    if (!isSolid(word)) return [` ${word}`];
    const pairs = [...word].slice(1).map((letter, at) => [...word][at] + letter);
    return pairs.length ? pairs : [word];
  }))];

  // Title over context over body, whole words over beginnings, and what is read over single facts.
  const weigh = (text, term) => text.includes(term) && (text.includes(`${term} `) || isSolid(term) ? 1.5 : 1);
  const rank = (entry, terms, phrase) => {
    const [title, context, body] = entry.folded;
    let missing = 0;
    let total = body.includes(phrase) && 2;
    if (title.startsWith(`${phrase} `)) total += 3 + 60 / title.length;
    for (const term of terms) {
      const weight = 9 * weigh(title, term) + 3 * weigh(context, term) + weigh(body, term);
      missing += !weight;
      total += weight;
    }
    return { entry, missing, total: total * (entry.kind < 4 ? 1.6 - entry.kind / 50 : 1) };
  };
  const find = (query) => {
    const terms = readTerms(query);
    if (!terms.length) return [];
    const phrase = space(query).trimEnd();
    const ranked = documents.map((entry) => rank(entry, terms, phrase));
    const fewest = ranked.reduce((least, { missing }) => Math.min(least, missing), terms.length);
    return ranked.filter(({ missing }) => missing === fewest && missing < terms.length)
      .sort((one, other) => other.total - one.total).map(({ entry }) => entry);
  };

  // What authors wrote is put in as text, never as markup.
  const make = (name, className, ...content) => {
    const element = document.createElement(name);
    element.className = className;
    element.append(...content);
    return element;
  };
  const seen = new Map();
  const readWords = (text) => {
    if (!seen.has(text)) seen.set(text, [...text.matchAll(token)].map(({ 0: word, index }) => [fold(word), index, word.length]));
    return seen.get(text);
  };
  const findSpans = (text, terms) => readWords(text).flatMap(([word, index, length]) => {
    if (!isSolid(word)) return terms.some((term) => ` ${word}`.startsWith(term)) ? [[index, index + length]] : [];
    return terms.filter((term) => word.includes(term))
      .map((term) => [index + word.indexOf(term), index + word.indexOf(term) + term.length]);
  }).sort((one, other) => one[0] - other[0]);
  const mark = (text, terms) => {
    const parts = [];
    let at = 0;
    for (const [start, end] of findSpans(text, terms)) {
      const from = Math.max(at, start);
      if (end > from) parts.push(text.slice(at, from), make("mark", "", text.slice(from, end)));
      at = Math.max(at, end);
    }
    return [...parts, text.slice(at)];
  };
  const cut = (text, terms, length = 170) => {
    const spans = findSpans(text, terms);
    if (text.length <= length) return text;
    const count = ([start]) => spans.filter(([at]) => at >= start && at < start + length - 50).length;
    const [start] = spans.reduce((best, span) => count(span) > count(best) ? span : best, [0]);
    const from = start > 40 && Math.min(start, text.indexOf(" ", start - 40) + 1 || start);
    const end = text.lastIndexOf(" ", from + length);
    return `${from ? "…\u00a0" : ""}${text.slice(+from, end > start + 50 ? end : from + length)}\u00a0…`;
  };

  const lead = (address) => self.plainfactLink ? plainfactLink(address)
    : root + (location.protocol === "file:" ? address.replace(/(^|\/)(?=#|$)/, "$1index.html") : address);
  const show = ({ kind, title, url, context, body }, terms) => {
    const link = make("a", "", make("span", "search-kind", told.kinds[kind]), make("span", "search-title", ...mark(title, terms)));
    if (context) link.append(make("span", "search-context", ...mark(context, terms)));
    if (body) link.append(make("span", "search-text", ...mark(cut(body, terms), terms)));
    link.href = lead(url);
    return make("li", "", link);
  };
  const input = make("input", "search-input");
  const status = make("p", "search-status");
  const list = make("ol", "search-found");
  const panel = make("div", "search", input, status, list);
  // What is found is shown a little at a time, and not before the letter that was typed.
  let waiting, query;
  const append = (shown, terms) => {
    list.append(...shown.slice(0, 6).map((entry) => show(entry, terms)));
    waiting = shown.length > 6 ? setTimeout(append, 40, shown.slice(6), terms) : 0;
  };
  const update = () => {
    clearTimeout(waiting);
    const terms = readTerms(input.value);
    const found = find(input.value);
    const shown = found.filter(((counts) => ({ kind }) => (counts[kind] = (counts[kind] || 0) + 1) <= 8)({})).slice(0, 30);
    const { search_help: help = "", search_nothing: nothing = "", search_found: forms = {} } = told.words;
    const words = forms[new Intl.PluralRules(told.language).select(found.length)] || forms.other || "";
    status.textContent = !terms.length ? help : found.length ? words.replace("{count}", found.length) : nothing;
    list.replaceChildren();
    append(shown, terms);
    query = input.value;
  };
  // The list keeps still under a reader who walks through it.
  const updateSoon = () => {
    if (list.contains(document.activeElement)) return input.addEventListener("focus", updateSoon, { once: true });
    clearTimeout(waiting);
    waiting = setTimeout(update);
    query = null;
  };
  // A field of type search would keep Escape to itself.
  Object.assign(input, { type: "text", role: "searchbox", enterKeyHint: "search", ariaLabel: opener.textContent, placeholder: opener.textContent, autocomplete: "off", spellcheck: false });
  Object.assign(status, { role: "status" });
  input.addEventListener("input", updateSoon);
  panel.addEventListener("keydown", (event) => {
    if (/^(Arrow|Enter)/.test(event.key) && query !== input.value) update();
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: at ? 0 : 1 }[event.key];
    if (!step || event.isComposing) return;
    event.preventDefault();
    const next = stops[at + step];
    if (next) event.key === "Enter" ? next.click() : next.focus();
  });

  const load = (address) => {
    const script = document.createElement("script");
    script.src = root + address;
    script.onerror = () => { status.textContent = told.words.search_fails || address; };
    document.head.append(script);
  };
  // Documents are read for some milliseconds at a time, so that typing does not wait.
  const unread = [];
  const read = () => {
    for (const end = performance.now() + 8; unread.length && performance.now() < end;) {
      const [kind, title, url, context, body] = unread.shift();
      documents.push({ kind, title, url, context, body, folded: [title, context, body].map(space) });
    }
    if (unread.length) setTimeout(read);
    else updateSoon();
  };
  const push = (chunk) => {
    if (chunk.words) told = chunk;
    for (const part of chunk.parts || []) load(part);
    const idle = !unread.length;
    unread.push(...chunk.documents || []);
    if (idle) read();
  };

  const here = document.querySelector(".search-here");
  const dialog = make("dialog", "search-dialog");
  if (here) here.replaceChildren(panel);
  else {
    const close = make("button", "search-close", opener.dataset.close);
    dialog.ariaLabel = input.ariaLabel;
    dialog.append(panel, close);
    dialog.addEventListener("click", ({ target }) => {
      if (target === dialog || target.closest("button, a")) dialog.close();
    });
    document.body.append(dialog);
  }
  const open = () => {
    if (!here && !dialog.open) dialog.showModal();
    input.focus();
    input.select();
  };
  self.plainfactSearch = { push, open, find: (query) => find(query).map(({ title, url }) => ({ title, url })) };
  pushed.forEach(push);
  const loadIndex = () => load(`search/index.js?${Date.now()}`);
  // The page of the search stands open; its reader may be there for the list.
  if (!pushed.length && here) input.addEventListener("input", loadIndex, { once: true });
  else if (!pushed.length) loadIndex();
})();
