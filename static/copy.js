// Completes the addresses of a chart's citation and frame from where the page is read, and adds
// buttons that copy them.
(() => {
  const isOnline = location.protocol.startsWith("http");
  const whole = (address) => new URL(address, location.href).href;
  for (const area of document.querySelectorAll(".figure-share textarea")) {
    const { page, frame } = area.dataset;
    const words = area.parentElement.dataset;
    if (isOnline && page) area.value += ` ${whole(page)}`;
    if (isOnline && frame) {
      area.value = area.value.replace(/src="[^"]*"/, () => `src="${whole(frame)}"`);
      area.parentElement.querySelector(".figure-unknown").hidden = true;
    }
    const button = document.createElement("button");
    button.type = "button";
    button.className = "figure-copy";
    button.textContent = words.copy;
    button.setAttribute("aria-describedby", area.id);
    button.addEventListener("click", async () => {
      area.select();
      try {
        await navigator.clipboard.writeText(area.value);
      } catch {
        document.execCommand("copy");
      }
      button.textContent = words.copied;
      setTimeout(() => { button.textContent = words.copy; }, 2000);
    });
    area.after(button);
  }
})();
