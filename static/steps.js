// Walks a chart through its states: it stands still while the words that explain it scroll by.
// Without this script, on paper, and for readers who want no motion, the states stand one by one.
(() => {
  if (!matchMedia("(prefers-reduced-motion: no-preference)").matches) return;
  for (const walk of document.querySelectorAll(".figure-steps")) {
    const drawings = [...walk.querySelectorAll(".figure-drawing")];
    const texts = [...walk.querySelectorAll(".figure-step-text")];
    const show = (index) => drawings.forEach((drawing, at) => drawing.classList.toggle("is-shown", at === index));
    const fit = () => {
      walk.classList.remove("is-walked");
      const height = Math.max(...drawings.map((drawing) => drawing.offsetHeight));
      // Where the chart fills the window there is no room for words to scroll in.
      if (!height || height > innerHeight * 0.72) return;
      walk.style.setProperty("--stage", `${height}px`);
      walk.classList.add("is-walked");
    };
    // The words stand below each other; the drawings share all rows, and the first row is theirs.
    texts.forEach((text, index) => { text.style.gridRow = `${index + 2}`; });
    drawings.forEach((drawing) => { drawing.style.gridRow = `1 / span ${texts.length + 1}`; });
    let width = 0;
    new ResizeObserver(() => {
      if (walk.offsetWidth !== width) fit();
      width = walk.offsetWidth;
    }).observe(walk);
    addEventListener("resize", fit);
    show(0);
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) if (entry.isIntersecting) show(texts.indexOf(entry.target));
    }, { rootMargin: "-82% 0px -17% 0px" });
    texts.forEach((text) => observer.observe(text));
  }
})();
