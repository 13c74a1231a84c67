// Filters apply as soon as they are chosen; without this module there is a button for it.
for (const choice of document.querySelectorAll("[data-submits]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}
for (const button of document.querySelectorAll("[data-submit]")) button.hidden = true;
