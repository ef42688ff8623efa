// Before anything is shown: puts on the colours that the reader chose, and sends for the fonts,
// which from a disk can't be sent for. Afterwards adds the switch of colours.
(() => {
  const key = "plainfact-colours";
  const root = document.documentElement;
  const { src, dataset: { words: name, fonts } } = document.currentScript;
  if (src.startsWith("http")) {
    for (const href of fonts.split(" ").filter(Boolean)) {
      const link = document.createElement("link");
      document.head.append(Object.assign(link, { rel: "preload", as: "font", crossOrigin: "", href }));
    }
  }
  const system = matchMedia("(prefers-color-scheme: dark)");
  const find = () => (system.matches ? "dark" : "light");
  let chosen;
  // A browser that keeps nothing still has the switch, for one page.
  try { chosen = localStorage.getItem(key); } catch {}
  const put = () => { if (chosen) root.dataset.theme = chosen; else delete root.dataset.theme; };
  put();
  addEventListener("DOMContentLoaded", () => {
    const button = document.createElement("button");
    button.className = "colours";
    button.type = "button";
    button.ariaLabel = button.title = name;
    const tell = () => { button.ariaPressed = `${(chosen || find()) === "dark"}`; };
    tell();
    system.addEventListener("change", tell);
    button.addEventListener("click", () => {
      const wanted = (chosen || find()) === "dark" ? "light" : "dark";
      // Who goes back to the system's colours follows the system again.
      chosen = wanted === find() ? "" : wanted;
      try {
        if (chosen) localStorage.setItem(key, chosen); else localStorage.removeItem(key);
      } catch {}
      put();
      tell();
    });
    document.querySelector(".tools").append(button);
  });
})();
