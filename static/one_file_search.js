// Lets the search find what stands in this document: it is read off the page at the first search.
(() => {
  const [SECTION, CHART, TERM, ROW, FACT, SOURCE] = [0, 1, 2, 3, 4, 5];
  const told = JSON.parse(document.getElementById("search-words").textContent);
  self.plainfactSearch = [told];
  self.plainfactLink = (address) => `#${address}`;

  const wordsOf = (...places) => places.map((place) => place ? place.textContent : "")
    .join(" ").replace(/\s+/g, " ").trim();
  const readText = function* (text, part, title) {
    let at = [title, part.id, ""];
    let body = wordsOf(part.querySelector(".standfirst"));
    for (const block of text.children) {
      if (/^H[2-6]$/.test(block.tagName)) {
        yield [SECTION, ...at, body];
        at = [wordsOf(block), block.id, title];
        body = "";
      } else if (!block.matches(".figure, .table")) body += ` ${wordsOf(block)}`;
    }
    yield [SECTION, ...at, body];
  };
  const readPart = function* (part) {
    const all = (places) => part.querySelectorAll(places);
    const title = wordsOf(part.querySelector("h1"));
    const isRow = /^[^/]+\/[^/]+\/$/.test(part.id);
    if (isRow) yield [ROW, title, part.id, "", wordsOf(part.querySelector("dl"))];
    for (const text of all(".prose")) yield* readText(text, part, title);
    for (const figure of all(".figure")) {
      yield [CHART, wordsOf(figure.querySelector(".figure-title")), figure.id, title,
        wordsOf(figure.querySelector(".figure-subtitle"), figure.querySelector("desc"))];
    }
    for (const term of all(".glossary > [id]")) {
      yield [TERM, wordsOf(term.querySelector("dt")), term.id, "", wordsOf(term.querySelector("dd"))];
    }
    for (const fact of all(".ledger li[id]")) {
      // Its value, its name, and what else there is to say.
      const [value, name, rest] = fact.childNodes;
      yield [FACT, wordsOf(name), fact.id,
        wordsOf(fact.closest(".ledger").querySelector("h2")), wordsOf(value, rest)];
    }
    for (const source of all('.list > [id^="sources/"]')) {
      yield [SOURCE, wordsOf(source.querySelector(".list-title")), source.id,
        wordsOf(source.querySelector(".list-by")), wordsOf(source.querySelector(".list-by + p"))];
    }
  };
  addEventListener("DOMContentLoaded", () => {
    const { open } = plainfactSearch;
    let documents;
    plainfactSearch.open = () => {
      if (!documents) {
        documents = [...document.querySelectorAll(".part")].flatMap((part) => [...readPart(part)]);
        plainfactSearch.push({ documents });
      }
      open();
    };
  });
})();
