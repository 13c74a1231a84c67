/* Compare the file in hand with the record, here: its SHA-256 is reckoned by the browser and nothing is sent. */

const section = document.getElementById("file-check");

async function compare(file) {
  const same = document.getElementById("file-same");
  const other = document.getElementById("file-other");
  same.hidden = other.hidden = true;
  section.setAttribute("aria-busy", "true");
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
  section.removeAttribute("aria-busy");
  (hex === section.dataset.sha256 ? same : other).hidden = false;
}

/* Browsers offer this to safe origins only; elsewhere the check on the server remains. */
if (section && window.crypto?.subtle) {
  const drop = document.getElementById("drop");
  const input = drop.querySelector("input[type=file]");
  input.addEventListener("change", () => input.files[0] && compare(input.files[0]));
  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.setAttribute("data-over", "");
  });
  drop.addEventListener("dragleave", () => drop.removeAttribute("data-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.removeAttribute("data-over");
    input.files = event.dataTransfer.files;
    if (input.files[0]) compare(input.files[0]);
  });
}
