// Shows one part of the whole explainer at a time, as the site does, where the browser still finds
// words in the others; elsewhere the parts stay one after another.
(() => {
  const whole = document.querySelector(".all-parts");
  const parts = [...whole.children];
  if (!("onbeforematch" in document.body) || parts.length < 2) return;
  const title = document.title;
  let shown, timer;
  const find = (fragment) => document.getElementById(decodeURIComponent(fragment.slice(1)));
  // What a place is shown with: its part, or all of them for a place that holds them all.
  const findShown = (place) => place && (place === whole ? whole : place.closest(".part"));
  const show = (what) => {
    if (what === shown) return;
    shown = what;
    whole.classList.toggle("parts-in-turn", what !== whole);
    for (const part of parts) part.hidden = what === whole || what === part ? false : "until-found";
    const name = what !== whole && what !== parts[0] && what.querySelector("h1");
    document.title = name ? `${name.textContent.trim()} – ${title}` : title;
    for (const link of document.querySelectorAll(".contents a, .home")) {
      if (find(link.hash) === what) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  };
  const go = (state) => {
    const place = find(location.hash);
    show(findShown(place) || shown || parts[0]);
    if (state) scrollTo(0, state.y);
    else if (place) place.scrollIntoView();
  };
  // Where a reader was in a part is kept with its entry in the history, for the way back.
  const keep = () => history.replaceState({ y: scrollY }, "");
  history.scrollRestoration = "manual";
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 150);
  }, { passive: true });
  // A link is followed by the browser itself, once what it leads to is shown. Scripts that keep it
  // from being followed have had their turn when a click comes to the window.
  addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    const what = link && findShown(find(link.hash));
    if (!what || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    keep();
    show(what);
    const contents = link.closest(".contents");
    if (contents) contents.open = false;
  });
  addEventListener("popstate", (event) => go(event.state));
  document.addEventListener("beforematch", (event) => show(findShown(event.target) || shown));
  go(history.state);
})();
