/* The dialog in which an editor chooses an article, a paragraph or an item to cite.

   Contract: in the CMS, where this module is loaded by a <script data-citations="address" data-label="…" data-late="…">,

     <div data-citation><input><button type="button" data-choose-citation></button></div>

   opens the dialog by its button; what is chosen takes the place of the input's value, or comes to a new line of a
   textarea. Anything else may ask for a citation with

     document.dispatchEvent(new CustomEvent("citation:choose", { detail: { chosen(text) { … }, from: element } }))

   - The day that is asked about is the form's `decided_on`, where it has one; else that of its `[data-cited-on]`; else
     today.
   - Escape, the close button and a click beside the dialog close it with nothing chosen; focus returns.
   - Without this module the inputs are plain inputs. */

const setup = document.querySelector("script[data-citations]").dataset;
let dialog;
let asked;

function box() {
  if (dialog) return dialog;
  dialog = document.createElement("dialog");
  dialog.className = "choose";
  dialog.setAttribute("aria-labelledby", "choose-title");
  dialog.addEventListener("click", (event) => {
    // A click on the dialog itself, not on anything in it, fell beside it.
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.replaceChildren();
    asked?.from?.focus();
    asked = undefined;
  });
  dialog.addEventListener("click", pressed);
  dialog.addEventListener("submit", searched);
  document.body.append(dialog);
  return dialog;
}

function day() {
  const decided = document.querySelector('[name="decided_on"]')?.value;
  return decided || document.querySelector("[data-cited-on]")?.dataset.citedOn || "";
}

async function show(address) {
  const url = new URL(address, location.href);
  if (day() && !url.searchParams.has("on")) url.searchParams.set("on", day());
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    // innerHTML runs no script, and the piece comes from our own server.
    dialog.innerHTML = await answer.text();
  } catch {
    dialog.textContent = setup.late;
    return;
  }
  const field = dialog.querySelector('input[type="search"]');
  (field ?? dialog.querySelector("#choose-title")).focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

function pressed(event) {
  const open = event.target.closest("[data-choose-open]");
  const cite = event.target.closest("[data-cite]");
  if (open) show(open.dataset.chooseOpen);
  if (!cite) return;
  const { chosen } = asked;
  dialog.close();
  chosen(cite.dataset.cite);
}

function searched(event) {
  if (!event.target.matches("[data-choose-search]")) return;
  event.preventDefault();
  show(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
}

function choose(detail) {
  asked = detail;
  box().showModal();
  show(setup.citations);
}

function fill(input, text) {
  const several = input.matches("textarea") && input.value.trim();
  input.value = several ? `${input.value.trimEnd()}\n${text}` : text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-choose-citation]");
  if (!button) return;
  const input = button.closest("[data-citation]").querySelector("input, textarea");
  choose({ from: button, chosen: (text) => fill(input, text) });
});

document.addEventListener("citation:choose", (event) => choose(event.detail));
