// One side of the list at a time on a phone, and only the items of a situation that is chosen, or typed.
// Without this module all three stand below each other and the tabs jump to them.
const list = document.querySelector("[data-boundary]");
const tabs = [...list.querySelectorAll("[data-tab]")];
const columns = [...list.querySelectorAll("[data-column]")];
const chips = [...list.querySelectorAll("[data-situation]")];
const find = list.querySelector("[data-find]");
const bar = list.querySelector(".boundary__bar");
const pressed = () => chips.find((chip) => chip.getAttribute("aria-pressed") === "true")?.dataset.situation ?? "";

function show(kind) {
  for (const tab of tabs) {
    if (tab.dataset.tab === kind) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  for (const column of columns) column.hidden = column.dataset.column !== kind;
}

function narrow() {
  const word = pressed();
  const typed = find.value.trim().split(/[\s、，,]+/).filter(Boolean);
  for (const column of columns) {
    const items = [...column.querySelectorAll("[data-words]")];
    for (const item of items) {
      const isMeant = !word || item.dataset.words.split(" ").includes(word);
      const text = `${item.textContent} ${item.dataset.words}`.toLowerCase();
      item.hidden = !(isMeant && typed.every((part) => text.includes(part.toLowerCase())));
    }
    const shown = items.filter((item) => !item.hidden).length;
    column.querySelector("[data-none]").hidden = shown > 0;
    tabs.find((tab) => tab.dataset.tab === column.dataset.column).querySelector(".numbers").textContent = shown;
  }
  // What was looked for may all stand on another side than the one that is open.
  const open = columns.find((column) => !column.hidden);
  const other = columns.find((column) => column.querySelector("[data-words]:not([hidden])"));
  if (other && open?.querySelector("[data-none]").hidden === false) show(other.dataset.column);
}

function choose(chip) {
  for (const other of chips) other.setAttribute("aria-pressed", String(other === chip));
  narrow();
}

// What is chosen stands in the address: it is there again on the way back from a case, and can be passed on.
function remember() {
  const address = new URL(location);
  const side = columns.find((column) => !column.hidden)?.dataset.column;
  for (const [name, value] of [["for", pressed()], ["side", side]]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  address.hash = "";
  history.replaceState(history.state, "", address);
}

// So much of what is below is covered by what stays at the top.
function measure() {
  list.style.setProperty("--bar", `${bar.offsetHeight}px`);
}

for (const tab of tabs) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    show(tab.dataset.tab);
    remember();
    list.scrollIntoView({ block: "start" });
  });
}
for (const chip of chips) {
  chip.addEventListener("click", () => {
    choose(chip);
    remember();
  });
}
find.addEventListener("input", narrow);
list.querySelector("[data-find-box]").hidden = false;
list.querySelector("[data-situations]").hidden = false;
list.dataset.boundary = "tabs";
measure();
new ResizeObserver(measure).observe(bar);
// An address may name a side, or one item of it, or a situation.
const asked = new URLSearchParams(location.search);
const named = document.getElementById(location.hash.slice(1));
const side = columns.find((column) => column.dataset.column === asked.get("side"));
const begun = named?.closest("[data-column]") ?? side ?? columns[0];
if (begun) show(begun.dataset.column);
const situation = chips.find((chip) => chip.dataset.situation === asked.get("for"));
if (situation && !named) {
  choose(situation);
  // Within its row alone, which may be wider than a phone.
  const row = list.querySelector("[data-situations]");
  const room = parseFloat(getComputedStyle(row).paddingInlineEnd);
  row.scrollLeft += situation.getBoundingClientRect().right + room - row.getBoundingClientRect().right;
}
if (named && named !== begun) named.scrollIntoView();
