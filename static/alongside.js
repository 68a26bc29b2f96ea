// Nothing needs this file: it makes long forms kinder and hides the screen on Escape, Escape.
import { initAll } from "./nhsuk/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

const AGAIN_WITHIN = 1000; // milliseconds
let lastEscape = -Infinity;

function hide() {
  window.location.replace("/blank/");
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - lastEscape < AGAIN_WITHIN) hide();
  lastEscape = event.timeStamp;
});

for (const link of document.querySelectorAll("[data-hide]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    hide();
  });
}
