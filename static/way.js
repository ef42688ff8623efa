// Marks in the contents the heading that is being read, and how far one is, where styles can't.
(() => {
  const marks = CSS.supports("scroll-target-group", "auto");
  const measures = CSS.supports("animation-timeline", "scroll()");
  if (marks && measures) return;
  const links = marks ? [] : [...document.querySelectorAll(".contents-inside a")];
  const places = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let waits = false;
  const tell = () => {
    waits = false;
    const room = document.documentElement.scrollHeight - innerHeight;
    if (!measures) document.body.style.setProperty("--read", room > 0 ? scrollY / room : 1);
    const reached = places.findLastIndex((place) => place.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link, index) => { link.ariaCurrent = index === reached ? "location" : null; });
  };
  addEventListener("scroll", () => {
    if (!waits) requestAnimationFrame(tell);
    waits = true;
  }, { passive: true });
  tell();
})();
