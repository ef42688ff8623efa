// Opens the search: by its link, by "/" and by Ctrl K. What searches, and how that looks, is fetched
// at the first use.
(() => {
  const opener = document.querySelector("[data-search]");
  const here = document.querySelector(".search-here");
  let asked;
  const open = () => {
    if (self.plainfactSearch?.open) return plainfactSearch.open();
    if (asked) return;
    asked = document.createElement("script");
    asked.src = opener.dataset.search;
    asked.onload = () => setTimeout(open);
    asked.onerror = () => { if (!here) location.href = opener.href; };
    const look = document.createElement("link");
    look.rel = "stylesheet";
    look.href = opener.dataset.sheet;
    look.onload = look.onerror = () => look.after(asked);
    document.head.append(look);
  };
  const listen = (event, means) => {
    if (!means) return;
    event.preventDefault();
    open();
  };
  const isHeld = ({ ctrlKey, metaKey }) => ctrlKey || metaKey;
  opener.addEventListener("click", (event) => listen(event, !isHeld(event) && !event.shiftKey));
  addEventListener("keydown", (event) => listen(event, event.key === "/"
    ? !isHeld(event) && !event.target.closest("input:not([type=radio]), textarea, select")
    : event.key === "k" && isHeld(event)));
  if (here) open();
})();
