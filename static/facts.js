// Filters and sorts the facts. What is chosen stands in the address, so that it can be passed on.
(() => {
  const form = document.querySelector(".filter");
  if (!form) return;
  const topics = document.querySelector(".ledger-topics");
  const count = form.querySelector(".filter-count");
  const total = document.querySelectorAll(".ledger li").length;
  // Facts that share their origin stand in one list, under what they share. They are gathered when a reader begins to
  // choose, as while a page loads there is enough to do.
  let groups, all, partOf;
  const gather = () => {
    if (groups) return;
    groups = [...document.querySelectorAll(".ledger")].map((section) => ({
      section,
      topic: section.getAttribute("aria-labelledby"),
      parts: [...section.querySelectorAll(".origin")].map((origin) => ({
        origin, home: origin.parentNode, list: origin.nextElementSibling, entries: [...origin.nextElementSibling.children],
      })),
    }));
    all = groups.flatMap(({ parts }) => parts);
    partOf = new Map(all.flatMap((part) => part.entries.map((entry) => [entry, part])));
  };
  const plural = new Intl.PluralRules(document.documentElement.lang);
  // The language's own way, which a browser takes long to look up.
  const format = (number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, form.dataset.separator);
  const forms = JSON.parse(form.dataset.found);
  const sorted = document.createElement("div");
  sorted.className = "ledgers-sorted";
  document.querySelector(".ledgers").prepend(sorted);

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const texts = new Map();
  const read = (element) => {
    if (!texts.has(element)) texts.set(element, fold(element.textContent));
    return texts.get(element);
  };
  // Who begins to choose will soon want the words of all; they are read before, some at a time.
  const readAll = (unread) => {
    for (const end = performance.now() + 8; performance.now() < end;) {
      const { value: entry, done } = unread.next();
      if (done) return;
      read(entry);
    }
    setTimeout(readAll, 0, unread);
  };
  const name = (entry) => entry.firstChild.nextSibling.textContent;
  const dayOf = (entry) => entry.dataset.day || partOf.get(entry).home.dataset.day || "";
  const orders = {
    name: (one, other) => name(one).localeCompare(name(other)),
    // What has no day comes last either way.
    new: (one, other) => dayOf(one) < dayOf(other) ? 1 : -(dayOf(one) > dayOf(other)),
    old: (one, other) => !dayOf(one) - !dayOf(other) || orders.new(other, one),
  };
  const fits = ({ home: { dataset } }, { status, source, by }) => (!status || dataset.status === status)
    && (!by || dataset.by === by) && (!source || dataset.source.split(" ").includes(source));
  const choose = ({ origin, entries }, words) => words.length
    ? entries.filter((entry) => words.every((word) => read(entry).includes(word) || read(origin).includes(word)))
    : entries;
  const hide = (element, isHidden) => { if (element.hidden !== isHidden) element.hidden = isHidden; };
  // What is out of sight as a whole is hidden as a whole.
  const narrow = (chosen) => {
    const words = fold(chosen.q).split(/\s+/).filter(Boolean);
    return groups.flatMap(({ section, topic, parts }) => {
      const isOut = chosen.topic && chosen.topic !== topic;
      const found = parts.map((part) => !isOut && fits(part, chosen) ? choose(part, words) : []);
      const shown = found.flat();
      hide(section, !shown.length || Boolean(chosen.sort));
      if (shown.length) parts.forEach(({ home, entries }, at) => {
        const left = new Set(found[at]);
        hide(home, !left.size);
        for (const entry of entries) if (left.size) hide(entry, !left.has(entry));
      });
      return shown;
    });
  };

  // Facts in an order of their own stand in many short sections, of which a browser lays out what is near.
  let filling;
  const fill = (shown, at = 0) => {
    const section = document.createElement("section");
    section.className = "ledger";
    let part, list;
    for (const entry of shown.slice(at, at + 20)) {
      if (part !== partOf.get(entry)) {
        part = partOf.get(entry);
        list = part.list.cloneNode();
        const home = part.home.cloneNode();
        home.hidden = false;
        home.append(part.origin.cloneNode(true), list);
        section.append(home);
      }
      list.append(entry);
    }
    sorted.append(section);
    if (at + 20 < shown.length) filling = setTimeout(fill, 0, shown, at + 20);
  };
  const arrange = (order, shown) => {
    clearTimeout(filling);
    if (sorted.firstChild) {
      for (const { list, entries } of all) list.append(...entries);
      sorted.replaceChildren();
    }
    if (order && shown.length) fill(shown.sort(order));
  };
  const update = () => {
    const chosen = Object.fromEntries(new FormData(form));
    const isNarrowed = Object.values(chosen).some(Boolean);
    let shown = total;
    if (isNarrowed || topics.hidden) {
      gather();
      const left = narrow(chosen);
      arrange(orders[chosen.sort], left);
      shown = left.length;
    }
    topics.hidden = isNarrowed;
    count.textContent = (forms[plural.select(shown)] || forms.other)
      .replace("{count}", format(shown)).replace("{all}", format(total));
    return chosen;
  };
  const tell = (chosen) => {
    const query = new URLSearchParams(Object.entries(chosen).filter(([, value]) => value));
    // A browser may forbid this to a page from a disk.
    try { history.replaceState(null, "", `?${query}${location.hash}`); } catch { /* not told */ }
  };
  const lead = () => {
    const entry = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!entry || !entry.closest("[hidden]")) return;
    form.reset();
    update();
    entry.scrollIntoView();
  };

  // There are hundreds of choices: they are made one filter at a time, unless the address asks for some.
  const offer = (fields) => {
    const field = fields.shift();
    for (const [value, words] of JSON.parse(field.dataset.choices)) field.add(new Option(words, value));
    if (fields.length) setTimeout(offer, 0, fields);
  };
  const unfilled = [...form.querySelectorAll("[data-choices]")];
  if (location.search) unfilled.forEach((field) => offer([field]));
  else setTimeout(offer, 0, unfilled);
  for (const [key, value] of new URLSearchParams(location.search)) {
    const field = form.elements[key];
    if (field) field.value = value;
    if (field && field.value !== value) field.value = "";
  }
  form.classList.add("filter-works");
  // The letter that was typed is shown first.
  let waiting;
  const updateSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => tell(update()));
  };
  form.addEventListener("input", updateSoon);
  form.addEventListener("focusin", () => setTimeout(() => {
    gather();
    readAll(partOf.keys());
  }), { once: true });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", updateSoon);
  addEventListener("hashchange", lead);
  update();
  lead();
})();
