// Shows the note of a fact or a term beside its words: to a mouse, to a finger, to the keyboard.
(() => {
  const notes = document.querySelector(".notes");
  const card = document.createElement("div");
  if (!notes || !card.showPopover) return;
  const close = document.createElement("button");
  Object.assign(close, { className: "card-close", textContent: notes.dataset.close });
  Object.assign(card, { className: "card", popover: "auto", role: "dialog", tabIndex: -1 });
  document.body.append(card);
  const on = (type, act, target = document) => target.addEventListener(type, act);
  let link, timer, held, quiet;

  // The words of captions lead to pages of reference, but their notes stand on this page too.
  const findNote = (words) => {
    const [page, id] = words.getAttribute("href").split("#");
    const part = words.closest(".part");
    const kind = words.matches(".term") ? "term-" : "note";
    return document.getElementById(page ? `${part?.id.slice(0, -4) || ""}${kind}-${id}` : id);
  };
  const find = (target) => {
    const words = target.closest(".fact, .term");
    return words && !words.closest(".table, .card, .notes") && findNote(words) ? words : null;
  };
  const hide = () => {
    clearTimeout(timer);
    card.hidePopover();
  };
  const show = (words) => {
    clearTimeout(timer);
    if (link === words) return;
    hide();
    link = words;
    const note = findNote(link);
    const list = note.parentNode.cloneNode();
    const origin = note.parentNode.previousElementSibling;
    list.append(note.cloneNode(true));
    list.firstChild.removeAttribute("id");
    card.replaceChildren(list, close);
    if (origin?.matches(".origin")) list.after(origin.cloneNode(true));
    card.ariaLabel = link.textContent;
    link.ariaExpanded = "true";
    card.showPopover({ source: link });
  };

  for (const words of document.querySelectorAll(".fact, .term")) {
    if (find(words)) words.ariaHasPopup = "dialog";
  }
  on("beforetoggle", ({ newState }) => {
    if (newState === "open") return;
    link.ariaExpanded = null;
    quiet = true;
    if (card.contains(document.activeElement)) link.focus({ preventScroll: true });
    link = held = quiet = null;
  }, card);
  on("click", ({ target }) => target.closest("a, button") && hide(), card);
  on("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse" || held) return;
    clearTimeout(timer);
    const words = find(target);
    if (words) timer = setTimeout(show, 150, words);
    else if (link && !card.contains(target)) timer = setTimeout(hide, 300);
  });
  on("focusin", ({ target }) => {
    if (quiet || card.contains(target)) return;
    const words = find(target);
    if (words?.matches(":focus-visible")) show(words);
    else if (words !== link) hide();
  });
  on("click", (event) => {
    const words = find(event.target);
    if (!words || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (held && link === words) return hide();
    show(words);
    held = true;
    card.focus();
  });
})();
