// On the hand-in page: what could not be sent before goes along. On the result page: what was kept is no longer needed.
import { forget, read } from "./drafts.js";

const form = document.querySelector("[data-late]");
form?.addEventListener("submit", () => {
  for (const [number, draft] of Object.entries(read(form.dataset.late).waiting)) {
    for (const [name, value] of [["late", number], ...draft.entries]) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
  }
});

const done = document.querySelector("[data-forget]");
if (done) forget(done.dataset.forget);
