// Filters and sorts the facts. What is chosen stands in the address, so that it can be passed on.
(() => {
  const form = document.querySelector(".filter");
  if (!form) return;
  const topics = document.querySelector(".ledger-topics");
  const groups = [...document.querySelectorAll(".ledger")];
  const entries = [...document.querySelectorAll(".ledger .entry")];
  const homes = new Map(entries.map((entry) => [entry, entry.parentNode]));
  const count = form.querySelector(".filter-count");
  const plural = new Intl.PluralRules(document.documentElement.lang);
  // The language's own way, which a browser takes long to look up.
  const format = (number) => `${number}`.replace(/\B(?=(\d{3})+$)/g, form.dataset.separator);
  const forms = JSON.parse(form.dataset.found);
  const sorted = document.createElement("section");
  const list = document.createElement("ul");
  const texts = new Map();
  sorted.className = "ledger";
  sorted.append(list);
  sorted.hidden = true;
  groups[0].before(sorted);

  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const read = (entry) => {
    if (!texts.has(entry)) texts.set(entry, fold(entry.textContent));
    return texts.get(entry);
  };
  // Who begins to choose will soon want the words of all; they are read before, some at a time.
  const readAll = (at = 0) => {
    for (const end = performance.now() + 8; at < entries.length && performance.now() < end; at++) read(entries[at]);
    if (at < entries.length) setTimeout(readAll, 0, at);
  };
  const name = (entry) => entry.querySelector(".entry-label").textContent;
  const dayOf = (entry) => entry.dataset.day || "";
  const orders = {
    name: (one, other) => name(one).localeCompare(name(other)),
    // What has no day comes last either way.
    new: (one, other) => dayOf(one) < dayOf(other) ? 1 : -(dayOf(one) > dayOf(other)),
    old: (one, other) => !dayOf(one) - !dayOf(other) || orders.new(other, one),
  };
  const topicOf = (entry) => homes.get(entry).parentNode.getAttribute("aria-labelledby");
  const makeTest = ({ q, topic, status, source, by }) => {
    const words = fold(q).split(/\s+/).filter(Boolean);
    return (entry) => (!topic || topicOf(entry) === topic) && (!status || entry.dataset.status === status)
      && (!by || entry.dataset.by === by) && (!source || entry.dataset.source.split(" ").includes(source))
      && words.every((word) => read(entry).includes(word));
  };
  const arrange = (order, shown) => {
    if (order) list.append(...shown.sort(order));
    else if (list.childElementCount) homes.forEach((home, entry) => home.append(entry));
    for (const group of groups) group.hidden = order || !group.querySelector(".entry:not([hidden])");
    sorted.hidden = !order;
  };
  const update = () => {
    const chosen = Object.fromEntries(new FormData(form));
    const isNarrowed = Object.values(chosen).some(Boolean);
    const fits = isNarrowed ? makeTest(chosen) : () => true;
    const shown = entries.filter((entry) => {
      const isHidden = !fits(entry);
      if (entry.hidden !== isHidden) entry.hidden = isHidden;
      return !isHidden;
    });
    if (isNarrowed || topics.hidden) arrange(orders[chosen.sort], shown);
    topics.hidden = isNarrowed;
    count.textContent = (forms[plural.select(shown.length)] || forms.other)
      .replace("{count}", format(shown.length)).replace("{all}", format(entries.length));
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

  for (const [key, value] of new URLSearchParams(location.search)) {
    const field = form.elements[key];
    if (field) field.value = value;
    if (field && field.value !== value) field.value = "";
  }
  form.classList.add("filter-works");
  form.addEventListener("input", () => tell(update()));
  form.addEventListener("focusin", () => readAll(), { once: true });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => tell(update())));
  addEventListener("hashchange", lead);
  update();
  lead();
})();
