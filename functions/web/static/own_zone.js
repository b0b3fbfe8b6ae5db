// Chooses the time zone of this browser, where the form knows it and nobody has chosen yet.
"use strict";

(() => {
  const field = document.querySelector("form[data-own-zone] select[name='zone']");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (field && [...field.options].some((option) => option.value === zone)) field.value = zone;
})();
