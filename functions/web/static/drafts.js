// Keeps what is typed into a form in this browser, until it was taken. Pages work without it.
"use strict";

(() => {
  const WEEK = 7 * 24 * 60 * 60 * 1000;
  const LEFT_OUT = new Set(["csrf", "key", "action", "confirmed"]);
  const shelf = (() => {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  })();
  if (!shelf) return;

  const nameOf = (owner, form) => `draft ${owner} ${form}`;
  const owner = document.documentElement.dataset.seeker || "";

  const taken = document.querySelector("[data-draft-taken]");
  if (taken) shelf.removeItem(nameOf(owner, taken.dataset.draftTaken));

  const way_out = document.querySelector("form[action='/sign-out']");
  way_out?.addEventListener("submit", () => {
    for (const name of Object.keys(shelf)) {
      if (name.startsWith(`draft ${owner} `)) shelf.removeItem(name);
    }
  });

  const form = document.querySelector("form[data-draft]");
  if (!form || !owner) return;
  const name = nameOf(owner, form.dataset.draft);

  const fieldsOf = () =>
    [...new FormData(form)].filter(([field, value]) => !LEFT_OUT.has(field) && typeof value === "string");

  const fill = (fields) => {
    const values = new Map(fields);
    for (const field of form.elements) {
      if (!field.name || LEFT_OUT.has(field.name) || field.type === "hidden") continue;
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = values.get(field.name) === field.value;
      } else if (values.has(field.name)) {
        field.value = values.get(field.name);
      }
    }
    for (const more of form.querySelectorAll("details")) {
      const filled = [...more.querySelectorAll("input, textarea, select")];
      if (filled.some((field) => field.value !== field.defaultValue && field.type !== "checkbox" && field.tagName !== "SELECT" || field.checked)) more.open = true;
    }
  };

  const kept = () => {
    try {
      const draft = JSON.parse(shelf.getItem(name));
      return draft && Date.now() - draft.at < WEEK ? draft : null;
    } catch {
      return null;
    }
  };

  const draft = kept();
  if (draft && form.dataset.draftState === "blank") {
    const rows = Number(new Map(draft.fields).get("rows") || 1);
    if (rows > Number(form.elements.rows?.value || 1)) {
      window.location.replace(`${window.location.pathname}?rows=${rows}`);
      return;
    }
    fill(draft.fields);
    const note = document.querySelector("[data-draft-note]");
    note.hidden = false;
    note.querySelector("button").addEventListener("click", () => {
      shelf.removeItem(name);
      window.location.replace(window.location.pathname);
    });
  }

  const keep = () => {
    try {
      shelf.setItem(name, JSON.stringify({ at: Date.now(), fields: fieldsOf() }));
    } catch {
      // The shelf is full or closed: the form still works.
    }
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
})();
