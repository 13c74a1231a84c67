// Steps move by buttons; the selects that say the same without a script follow.

const itemsOf = (list) => [...list.querySelectorAll("li")];
const selectOf = (item) => item.querySelector("select");

function enhance(root) {
  const list = root.querySelector("ol");
  const place = (item) => Number(selectOf(item).value) || Infinity;
  list.append(...itemsOf(list).sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b))));
  root.classList.add("quiz-moving");
  root.querySelectorAll("button").forEach((button) => { button.hidden = false; });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.move) move(list, button);
    settle(list);
  });
}

function move(list, button) {
  const item = button.closest("li");
  const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === "1") other.after(item);
  else other.before(item);
  button.focus();
}

function settle(list) {
  itemsOf(list).forEach((item, index) => { selectOf(item).value = String(index + 1); });
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

document.querySelectorAll("[data-ordering]").forEach(enhance);
