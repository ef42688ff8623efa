// Shows one part of the whole explainer at a time, as the site does, where the browser still finds
// words in the others; elsewhere the parts stay one after another.
(() => {
  const parts = [...document.querySelectorAll(".part")];
  if (!("onbeforematch" in document.body) || parts.length < 2) return;
  const title = document.title;
  let shown, timer;
  const find = (fragment) => document.getElementById(decodeURIComponent(fragment.slice(1)));
  const partOf = (place) => place && place.closest(".part");
  const show = (part) => {
    if (part === shown) return;
    shown = part;
    for (const other of parts) other.hidden = other === part ? false : "until-found";
    const name = part.querySelector("h1");
    document.title = name && part !== parts[0] ? `${name.textContent.trim()} – ${title}` : title;
    for (const link of document.querySelectorAll(".contents a, .home")) {
      if (link.hash.slice(1) === part.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  // Where a reader was in a part is kept with its entry in the history, for the way back.
  const keep = () => history.replaceState({ y: scrollY }, "");
  const go = (state) => {
    const place = find(location.hash);
    show(partOf(place) || (location.hash.length > 1 && shown) || parts[0]);
    if (state) scrollTo(0, state.y);
    else if (place) place.scrollIntoView();
  };
  history.scrollRestoration = "manual";
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 150);
  }, { passive: true });
  // A link is followed by the browser itself, once its part is shown.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    const part = link && partOf(find(link.hash));
    if (!part || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    keep();
    show(part);
    const contents = link.closest(".contents");
    if (contents) contents.open = false;
  });
  addEventListener("popstate", (event) => go(event.state));
  document.addEventListener("beforematch", (event) => show(partOf(event.target) || shown));
  go(history.state);
})();
