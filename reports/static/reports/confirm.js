// The confirmation stands in the page for browsers without scripts; here it becomes a dialog.
for (const opener of document.querySelectorAll("[data-opens]")) {
  const section = document.getElementById(opener.dataset.opens);
  if (!section || !("HTMLDialogElement" in window)) continue;
  const dialog = document.createElement("dialog");
  dialog.className = "ask";
  dialog.setAttribute("aria-labelledby", section.getAttribute("aria-labelledby"));
  section.replaceWith(dialog);
  dialog.append(section);
  const close = section.querySelector("[data-closes]");
  close.hidden = false;
  close.addEventListener("click", () => dialog.close());
  opener.setAttribute("role", "button");
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
}
