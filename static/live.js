// Brings a chart to life in the Vega runtime, which is fetched only when a reader asks for it.
(() => {
  const load = (source) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    // A page that holds everything itself holds it under its address.
    const held = document.getElementById(source);
    if (held) {
      script.textContent = held.textContent;
      document.head.append(script);
      resolve();
      return;
    }
    script.src = source;
    script.onload = resolve;
    script.onerror = () => reject(new Error(source));
    document.head.append(script);
  });
  const tell = (_, event, item, value) => {
    const tip = document.querySelector(".tip");
    if (!tip) return;
    tip.hidden = !value;
    if (!value) return;
    tip.textContent = typeof value === "object" ? Object.values(value).join("; ") : value;
    const room = document.documentElement.clientWidth - tip.offsetWidth - 4;
    const above = event.clientY - tip.offsetHeight - 12;
    tip.style.left = `${Math.max(4, Math.min(event.clientX - tip.offsetWidth / 2, room))}px`;
    tip.style.top = `${above < 4 ? event.clientY + 16 : above}px`;
  };
  const options = {
    actions: false, ast: true, defaultStyle: false, hover: false, logLevel: 1, mode: "vega", renderer: "svg", tooltip: tell,
  };
  const draw = async (button, still) => {
    const { runtime, spec, chart } = button.dataset;
    if (!window.vegaEmbed) await load(runtime);
    if (!window.plainfactCharts?.[chart]) await load(spec);
    await document.fonts.ready;
    const live = document.createElement("div");
    live.className = "figure-live";
    const width = still.classList.contains("figure-wide") ? "wide" : "narrow";
    await window.vegaEmbed(live, window.plainfactCharts[chart][width], options);
    // A frame round nothing is drawn even where the runtime understands no mark.
    if (!live.querySelector("svg :is(path, line, text):not(.background, .foreground)")) throw new Error("nothing is drawn");
    const box = still.querySelector("svg").getBoundingClientRect();
    live.style.inlineSize = `${box.width}px`;
    live.style.minBlockSize = `${box.height}px`;
    return live;
  };
  for (const button of document.querySelectorAll(".figure-explore")) {
    const drawing = button.closest(".figure").querySelector(".figure-drawing");
    const shown = () => [...drawing.children].find((part) => part.offsetWidth && !part.matches(".figure-live"));
    const leave = () => {
      drawing.querySelector(".figure-live")?.remove();
      button.setAttribute("aria-pressed", "false");
    };
    button.disabled = false;
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", async () => {
      if (drawing.querySelector(".figure-live")) return leave();
      button.disabled = true;
      try {
        drawing.append(await draw(button, shown()));
        button.setAttribute("aria-pressed", "true");
        button.disabled = false;
      } catch {
        // The still chart has stood all the while; there is just nothing to explore.
        leave();
      }
    });
    // The other width has a chart of its own.
    let width;
    new ResizeObserver(() => {
      if (Math.abs(drawing.offsetWidth - width) > 1) leave();
      width = drawing.offsetWidth;
    }).observe(drawing);
  }
})();
