/* Opens links in a bottom sheet.

   Contract: on a page that loads this module,

     <a data-sheet data-fragment="/r/article/12/?p=2" href="/r/…#art-4-2">《监察法》第四条第二款</a>

   shows what `data-fragment` answers (HTML with an element #sheet-title, and its own close button in a
   <form method="dialog">) in one <dialog class="sheet">. Links that come to the page later work too.

   - Escape, the close button, a tap beside the sheet and the browser's back button close it; focus returns to the link.
   - A data-sheet link inside the sheet replaces what the sheet shows; any other link there leaves the page,
     and back from it comes to the page as it was before the sheet.
   - Without this module, with a modifier key, or when the fragment does not come within 8 s, the link is a plain link.
   - Fires `sheet:open` (detail: {href}) on the document once the fragment is shown, and `sheet:close`.
   - Load regulations/regulations.css beside it for the marking of the cited paragraph. */

const PATIENCE = 8000;
let dialog;
let opener;
let request;

function sheet() {
  if (dialog) return dialog;
  dialog = document.createElement("dialog");
  dialog.className = "sheet";
  dialog.addEventListener("close", whenClosed);
  dialog.addEventListener("click", (event) => {
    // A click on the dialog itself, not on anything in it, fell on the backdrop.
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}

function whenClosed() {
  request?.abort();
  dialog.replaceChildren();
  if (history.state?.sheet) history.back();
  opener?.focus();
  document.dispatchEvent(new CustomEvent("sheet:close"));
}

function begin(link) {
  const box = sheet();
  box.setAttribute("aria-busy", "true");
  box.setAttribute("aria-label", link.textContent.trim());
  box.removeAttribute("aria-labelledby");
  if (box.open) return;
  opener = link;
  history.pushState({ sheet: true }, "");
  box.showModal();
}

function show(html, href) {
  // innerHTML runs no script, and the fragment comes from our own server.
  dialog.innerHTML = html;
  dialog.removeAttribute("aria-busy");
  const title = dialog.querySelector("#sheet-title");
  if (title) {
    dialog.setAttribute("aria-labelledby", "sheet-title");
    dialog.removeAttribute("aria-label");
    title.focus();
  }
  dialog.querySelector(".is-cited")?.scrollIntoView({ block: "nearest" });
  document.dispatchEvent(new CustomEvent("sheet:open", { detail: { href } }));
}

async function open(link) {
  request?.abort();
  const mine = new AbortController();
  request = mine;
  const timer = setTimeout(() => mine.abort("late"), PATIENCE);
  begin(link);
  try {
    const answer = await fetch(link.dataset.fragment, { signal: mine.signal, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    show(await answer.text(), link.href);
  } catch {
    const closedByHand = mine.signal.aborted && mine.signal.reason !== "late";
    // Replaces the entry that the sheet pushed, so that back leads to this page.
    if (!closedByHand) location.replace(link.href);
  } finally {
    clearTimeout(timer);
  }
}

document.addEventListener("click", (event) => {
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const link = event.target.closest?.("a[href]");
  if (!link || !plain || event.defaultPrevented) return;
  if (link.matches("[data-sheet][data-fragment]")) {
    event.preventDefault();
    open(link);
  } else if (dialog?.open && dialog.contains(link) && !link.target && !link.download) {
    event.preventDefault();
    location.replace(link.href);
  }
});

addEventListener("popstate", () => {
  if (dialog?.open) dialog.close();
});

// A page kept by the browser and come back to may still show the sheet that was left by a link.
addEventListener("pageshow", (event) => {
  if (event.persisted && dialog?.open && !history.state?.sheet) dialog.close();
});

// A page reloaded while its sheet was open has no sheet any more.
if (history.state?.sheet) history.replaceState(null, "");
