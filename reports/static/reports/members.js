// One box that ticks all boxes of the page, and a count of those ticked.
const all = document.querySelector("[data-all]");
const counts = document.querySelector("[data-counts]");
const button = document.querySelector("[data-remind]");
const boxes = [...document.querySelectorAll('input[name="member"]')];

if (all && counts && button && boxes.length) {
  const box = all.querySelector("input");
  const words = counts.textContent;
  const show = () => {
    const ticked = boxes.filter((one) => one.checked).length;
    box.checked = ticked === boxes.length;
    box.indeterminate = ticked > 0 && ticked < boxes.length;
    button.disabled = ticked === 0;
    counts.textContent = ticked ? `${words} · ${counts.dataset.ticked.replace("#", ticked)}` : words;
  };
  all.hidden = false;
  box.addEventListener("change", () => {
    for (const one of boxes) one.checked = box.checked;
    show();
  });
  for (const one of boxes) one.addEventListener("change", show);
  show();
} else if (button) {
  button.disabled = true;
}
