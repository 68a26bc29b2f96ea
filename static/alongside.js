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

// What a plan would do, drawn again while a promise is being written. Without this file a button asks for it.
const PAUSE_IN_TYPING = 400; // milliseconds

for (const place of document.querySelectorAll("[data-preview]")) {
  const form = document.getElementById(place.dataset.preview);
  let waiting;
  let asked = 0;

  // What falls is read out when it changes; the picture itself is not.
  function say(words) {
    const aloud = place.parentElement.querySelector("[data-say]");
    const plain = words.replace(/\s+/g, " ").trim();
    if (aloud && aloud.textContent !== plain) aloud.textContent = plain;
  }

  async function drawAgain() {
    const mine = ++asked;
    const typed = new FormData(form);
    typed.set("show", "part");
    try {
      const answer = await fetch(form.action, { method: "POST", body: typed, credentials: "same-origin" });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      const open = place.querySelector("details[open]") !== null;
      place.innerHTML = await answer.text();
      if (open) place.querySelector("details")?.setAttribute("open", "");
      say(place.querySelector("[data-said]")?.textContent ?? "");
    } catch {
      // Offline: the picture stays as it was, and the button still asks for it.
    }
  }

  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      clearTimeout(waiting);
      waiting = setTimeout(drawAgain, PAUSE_IN_TYPING);
    });
  }
}

// What a choice needs unfolds with it. Without this file it is unfolded by hand.
for (const place of document.querySelectorAll("details[data-opens-with]")) {
  const [name, value] = place.dataset.opensWith.split("=");
  document.addEventListener("change", ({ target }) => {
    if (target.name === name && target.value === value) place.open = true;
  });
}

// Where work is under way, the page looks again by itself until it is done. Without this file a link does.
const LOOKS_AGAIN = 5000; // milliseconds

for (const place of document.querySelectorAll("[data-look-again]")) {
  const waiting = setInterval(async () => {
    try {
      const answer = await fetch(window.location.href, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById(place.id)?.querySelector("[data-so-far]");
      if (now) place.querySelector("[data-so-far]").replaceWith(now);
      else {
        clearInterval(waiting);
        window.location.reload();
      }
    } catch {
      // Offline: what was seen last stays.
    }
  }, LOOKS_AGAIN);
}
