// Hands an invitation to the phone's own way of sharing; without this module it is copied, or selected by hand.
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  const field = document.getElementById(button.dataset.share);
  button.hidden = false;
  button.addEventListener("click", () => {
    // Closing the sheet without a choice is no fault.
    navigator.share({ text: field.value }).catch(() => {});
  });
}
