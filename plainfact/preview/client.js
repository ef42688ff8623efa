// The preview's client: waits for news, reloads without losing the place, shows what is to be mended.
(function () {
  "use strict";

  var KEPT = "plainfact-preview-place";
  var base = new URL(".", document.currentScript.src);
  var since = new URL(document.currentScript.src).searchParams.get("since");
  var root = null;
  var hasMoved = false;
  var hasLoaded = false;

  // Where the reader is, told from the heading or figure next above, so that new words further up move nothing.
  function keepPlace() {
    if (!hasLoaded && !hasMoved && sessionStorage.getItem(KEPT)) return;
    var near = null;
    document.querySelectorAll("main [id]").forEach(function (part) {
      if (part.getClientRects().length && part.getBoundingClientRect().top <= 80) near = part;
    });
    var place = { page: location.pathname, y: scrollY };
    if (near) {
      place.id = near.id;
      place.top = near.getBoundingClientRect().top;
    }
    sessionStorage.setItem(KEPT, JSON.stringify(place));
    history.scrollRestoration = "manual";
  }

  function findPlace() {
    var place = JSON.parse(sessionStorage.getItem(KEPT) || "null");
    if (!place || place.page !== location.pathname) return;
    var near = place.id && document.getElementById(place.id);
    var y = near ? scrollY + near.getBoundingClientRect().top - place.top : place.y;
    scrollTo({ top: y, behavior: "instant" });
  }

  // The browser goes to where it thinks the reader was after "load"; it is let again when that is over.
  function forgetPlace() {
    hasLoaded = true;
    if (!hasMoved) findPlace();
    sessionStorage.removeItem(KEPT);
    setTimeout(function () { history.scrollRestoration = "auto"; }, 500);
  }

  function plainName(address) {
    return new URL(address, location).pathname.replace(/\.[0-9a-f]{8}(?=\.css$)/, "");
  }

  // The old styles go only when the new ones are there: the page never stands bare.
  function swapStyle(address) {
    document.querySelectorAll('link[rel="stylesheet"]').forEach(function (old) {
      if (plainName(old.href) !== plainName(address) || old.dataset.leaving) return;
      old.dataset.leaving = "true";
      var fresh = old.cloneNode();
      delete fresh.dataset.leaving;
      fresh.href = address;
      fresh.onload = fresh.onerror = function () { old.remove(); };
      old.after(fresh);
    });
  }

  function make(name, words, kind) {
    var part = document.createElement(name);
    part.textContent = words || "";
    if (kind) part.className = kind;
    return part;
  }

  // In a shadow root, so that the page's styles and the overlay's leave each other alone.
  function openRoot() {
    if (root) return root;
    var host = document.createElement("div");
    host.id = "plainfact-preview";
    document.body.append(host);
    root = host.attachShadow({ mode: "open" });
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("client.css", base);
    root.append(style, make("div", "", "working"), make("section", "", "faults"));
    root.querySelector(".working").hidden = root.querySelector(".faults").hidden = true;
    return root;
  }

  function makeFault(fault) {
    var item = make("li");
    if (fault.place) item.append(make("p", fault.place, "place"));
    item.append(make("p", fault.message, "message"));
    if (fault.line.join("").trim()) {
      var line = make("pre", fault.line[0].trimStart());
      if (fault.line[1]) line.append(make("mark", fault.line[1]), fault.line[2]);
      item.append(line);
    }
    if (fault.hint) item.append(make("p", fault.hint, "hint"));
    if (fault.code) item.append(make("p", fault.why ? fault.code + ": " + fault.why : fault.code, "code"));
    return item;
  }

  function showFaults(faults, hasPage) {
    if (!faults.length && !root) return;
    var panel = openRoot().querySelector(".faults");
    panel.hidden = !faults.length;
    panel.setAttribute("aria-label", "Problems");
    panel.setAttribute("role", "alert");
    var details = document.createElement("details");
    details.open = sessionStorage.getItem("plainfact-preview-folded") !== "true";
    details.ontoggle = function () {
      sessionStorage.setItem("plainfact-preview-folded", String(!details.open));
    };
    var count = faults.length === 1 ? "1 problem" : faults.length + " problems";
    var summary = make("summary");
    summary.append(make("strong", count));
    if (hasPage) summary.append(make("span", "The page behind is the last good one.", "note"));
    var list = make("ol");
    faults.forEach(function (fault) { list.append(makeFault(fault)); });
    details.append(summary, list);
    panel.replaceChildren(details);
  }

  function showWorking(working) {
    if (working || root) openRoot().querySelector(".working").hidden = !working;
  }

  // A reader who moves while the page still loads is not called back.
  ["wheel", "touchmove", "keydown", "pointerdown"].forEach(function (name) {
    addEventListener(name, function () { hasMoved = true; }, { once: true, passive: true });
  });
  findPlace();
  addEventListener("load", forgetPlace);

  var address = new URL("news", base);
  address.searchParams.set("page", location.pathname);
  address.searchParams.set("since", since);
  var line = new EventSource(address);
  line.onmessage = function (event) {
    var news = JSON.parse(event.data);
    if (news.reload) {
      line.close();
      keepPlace();
      location.reload();
      return;
    }
    news.styles.forEach(swapStyle);
    showFaults(news.faults, news.built);
    showWorking(news.working);
  };
  addEventListener("pagehide", function () { line.close(); });
  addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
})();
