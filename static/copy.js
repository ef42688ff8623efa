// Completes the addresses of a chart's citation and frame from where the page is read, and adds
// buttons that copy them, when a reader asks for them.
(() => {
  const isOnline = location.protocol.startsWith("http");
  const whole = (address) => new URL(address, location.href).href;
  const complete = (text) => {
    const { page, frame } = text.dataset;
    if (isOnline && page) text.textContent += ` ${whole(page)}`;
    if (!frame) return;
    if (isOnline) text.textContent = text.textContent.replace(/src="[^"]*"/, () => `src="${whole(frame)}"`);
    else text.parentElement.querySelector(".figure-unknown").classList.add("is-shown");
  };
  const addButton = (text) => {
    const words = text.parentElement.dataset;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "figure-copy";
    button.textContent = words.copy;
    button.setAttribute("aria-describedby", text.id);
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(text);
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch {
        document.execCommand("copy");
      }
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    text.after(button);
  };
  const prepare = (share) => {
    for (const text of share.querySelectorAll(".figure-quoted")) {
      complete(text);
      addButton(text);
    }
  };
  for (const share of document.querySelectorAll(".figure-share")) {
    if (share.open) prepare(share);
    else share.addEventListener("toggle", () => prepare(share), { once: true });
  }
})();
