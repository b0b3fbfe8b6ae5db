// Looks again by itself while the plan is being made, unless somebody is at work on the page or on
// the way to another: whatever took them there, looking again would call them back.
"use strict";

(() => {
  const link = document.querySelector("[data-look-again]");
  if (!link) return;
  const timer = window.setTimeout(() => window.location.replace(link.href), 1200);
  for (const busy of ["pointerdown", "keydown", "click", "submit", "beforeunload"]) {
    window.addEventListener(busy, () => window.clearTimeout(timer), { once: true });
  }
})();
