// Tells, with the form, what was unfolded: the page that comes back has it unfolded too.
"use strict";

(() => {
  const form = document.querySelector("form.log");
  form?.addEventListener("formdata", (event) => {
    for (const part of form.querySelectorAll("details[open][data-open-as]")) {
      event.formData.set(part.dataset.openAs, "yes");
    }
  });
})();
