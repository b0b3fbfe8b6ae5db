// New mail shows by itself, unless somebody is writing.
const before = document.body.dataset.mails;
setInterval(async () => {
  if (document.hidden || [...document.querySelectorAll("textarea")].some((each) => each.value)) return;
  const answer = await fetch("/_local/page/count").catch(() => null);
  if (answer?.ok && (await answer.text()) !== before) location.reload();
}, 2000);
// A journey may take a while: say that it is under way, and go only once.
for (const form of document.forms) {
  form.addEventListener("submit", () => {
    form.classList.add("going");
    setTimeout(() => form.querySelectorAll("button").forEach((each) => { each.disabled = true; }));
  });
}
