// Tells what a mark of a chart says: to a mouse, to a finger, and by the arrow keys.
(() => {
  const tip = document.createElement("p");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("role", "status");
  document.body.append(tip);
  const hide = () => { tip.hidden = true; };
  const show = (mark) => {
    tip.textContent = mark.dataset.tip;
    tip.hidden = false;
    const box = mark.getBoundingClientRect();
    const left = box.left + box.width / 2 - tip.offsetWidth / 2;
    const top = box.top - tip.offsetHeight - 8;
    const room = document.documentElement.clientWidth - tip.offsetWidth - 4;
    tip.style.left = `${Math.max(4, Math.min(left, room))}px`;
    tip.style.top = `${top < 4 ? box.bottom + 8 : top}px`;
  };
  const find = (event) => event.target.closest?.("svg [data-tip]");
  for (const sign of ["pointerover", "pointerdown"]) {
    document.addEventListener(sign, (event) => { const mark = find(event); mark ? show(mark) : hide(); });
  }
  addEventListener("scroll", hide, { passive: true });
  for (const drawing of document.querySelectorAll(".figure-drawing svg[role=img]")) {
    const marks = [...drawing.querySelectorAll("[data-tip]")];
    if (!marks.length) continue;
    let at = -1;
    drawing.tabIndex = 0;
    drawing.addEventListener("blur", hide);
    drawing.addEventListener("keydown", (event) => {
      if (event.key === "Escape") return hide();
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      at = (at + step + marks.length) % marks.length;
      show(marks[at]);
    });
  }
})();
