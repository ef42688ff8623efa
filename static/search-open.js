// Opens the search: by its link, by "/" and by Ctrl K. What searches is fetched at the first use.
(() => {
  const opener = document.querySelector("[data-search]");
  if (!opener) return;
  const open = () => {
    const { plainfactSearch } = self;
    if (plainfactSearch && plainfactSearch.open) return plainfactSearch.open();
    const script = document.createElement("script");
    script.src = opener.dataset.search;
    script.onload = () => self.plainfactSearch.open();
    script.onerror = () => { location.href = opener.href; };
    document.head.append(script);
  };
  opener.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  addEventListener("keydown", (event) => {
    const types = event.target.matches("input:not([type=radio]), textarea, select, [contenteditable]");
    if (event.key === "/" ? types : !(event.ctrlKey || event.metaKey) || event.key !== "k") return;
    event.preventDefault();
    open();
  });
  if (document.querySelector(".search-here")) open();
})();
