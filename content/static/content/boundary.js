// One side of the list at a time on a phone, and only the items of one situation, if one is chosen.
// Without this module all three stand below each other and the tabs jump to them.
const list = document.querySelector("[data-boundary]");
const tabs = [...list.querySelectorAll("[data-tab]")];
const columns = [...list.querySelectorAll("[data-column]")];
const chips = [...list.querySelectorAll("[data-situation]")];

function show(kind) {
  for (const tab of tabs) {
    if (tab.dataset.tab === kind) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  for (const column of columns) column.hidden = column.dataset.column !== kind;
}

function narrow(word) {
  for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.situation === word));
  for (const column of columns) {
    const items = [...column.querySelectorAll("[data-words]")];
    for (const item of items) item.hidden = Boolean(word) && !item.dataset.words.split(" ").includes(word);
    const shown = items.filter((item) => !item.hidden).length;
    column.querySelector("[data-none]").hidden = shown > 0;
    tabs.find((tab) => tab.dataset.tab === column.dataset.column).querySelector(".numbers").textContent = shown;
  }
}

for (const tab of tabs) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    show(tab.dataset.tab);
    list.scrollIntoView({ block: "start" });
  });
}
for (const chip of chips) chip.addEventListener("click", () => narrow(chip.dataset.situation));
list.querySelector("[data-situations]").hidden = false;
list.dataset.boundary = "tabs";
const named = columns.find((column) => column.id === location.hash.slice(1)) ?? columns[0];
if (named) show(named.dataset.column);
