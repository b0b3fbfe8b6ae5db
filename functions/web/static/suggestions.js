// Suggests people and companies as their names are typed, where there are more than the page holds.
"use strict";

(() => {
  const LEAST = 2;
  const PAUSE = 200;
  const asked = new WeakMap();

  const named = (one) => (one.company ? `${one.name} (${one.company})` : one.name ?? one);

  const suggest = async (field) => {
    const list = field.list;
    try {
      const answer = await fetch(list.dataset.more + encodeURIComponent(field.value));
      if (!answer.ok) return;
      const found = await answer.json();
      const names = (found.people ?? found.companies).map(named).filter(Boolean);
      list.replaceChildren(...names.map((name) => new Option("", name)));
    } catch {
      // Nobody is at the other end just now: what the page knows is still suggested.
    }
  };

  document.addEventListener("input", ({ target }) => {
    if (!target.list?.dataset.more) return;
    window.clearTimeout(asked.get(target));
    if (target.value.trim().length < LEAST) return;
    asked.set(target, window.setTimeout(() => suggest(target), PAUSE));
  });
})();
