// Shows the note of a fact or a term beside its words: to a mouse, to a finger, to the keyboard.
(() => {
  const notes = document.querySelector(".notes");
  const card = document.createElement("div");
  if (!notes || !card.showPopover) return;
  const close = document.createElement("button");
  close.className = "card-close";
  close.textContent = notes.dataset.close;
  Object.assign(card, { className: "card", popover: "auto", role: "dialog", tabIndex: -1 });
  document.body.append(card);

  let link, timer, held, quiet;
  // The words of captions lead to pages of reference, but their notes stand on this page too.
  const findNote = ({ hash, className }, part) => document.getElementById(hash.slice(1))
    || document.getElementById(`${part ? part.id.slice(0, -4) : ""}${className === "term" ? "term-" : "note"}-${hash.slice(1)}`);
  const find = (target) => {
    const words = target.closest(".fact, .term");
    return words && !words.closest(".table, .card, .notes") && findNote(words, words.closest(".part")) && words;
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
    const note = findNote(link, link.closest(".part"));
    const list = note.parentNode.cloneNode();
    list.append(note.cloneNode(true));
    list.firstChild.removeAttribute("id");
    const origin = note.parentNode.previousElementSibling;
    card.replaceChildren(list, ...(origin && origin.matches(".origin") ? [origin.cloneNode(true)] : []), close);
    card.ariaLabel = link.textContent;
    link.ariaExpanded = "true";
    card.showPopover({ source: link });
  };

  for (const words of document.querySelectorAll(".fact, .term")) {
    if (find(words)) words.ariaHasPopup = "dialog";
  }
  card.addEventListener("beforetoggle", ({ newState }) => {
    if (newState === "open") return;
    link.ariaExpanded = null;
    quiet = true;
    if (card.contains(document.activeElement)) link.focus({ preventScroll: true });
    link = held = quiet = null;
  });
  card.addEventListener("click", ({ target }) => target.closest("a, button") && hide());
  document.addEventListener("pointerover", ({ pointerType, target }) => {
    if (pointerType !== "mouse" || held) return;
    clearTimeout(timer);
    const words = find(target);
    if (words) timer = setTimeout(show, 150, words);
    else if (link && !card.contains(target)) timer = setTimeout(hide, 300);
  });
  document.addEventListener("focusin", ({ target }) => {
    if (quiet || card.contains(target)) return;
    const words = find(target);
    if (words && words.matches(":focus-visible")) show(words);
    else if (words !== link) hide();
  });
  document.addEventListener("click", (event) => {
    const words = find(event.target);
    if (!words || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (held && link === words) return hide();
    show(words);
    held = true;
    card.focus();
  });
})();
