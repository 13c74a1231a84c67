// A page is kept of its own accord half a second after a change. Whoever presses a button in that moment would keep it a
// second time, beside the first; so the button waits until the page is kept, which is hardly longer than a blink.
let keeping = false;
let leaving = false;
let pressed = null;
// Whether what is being kept has a remark in it, or an answer to one, that the server does not know yet.
let keptNewRemark = false;

const hasNewRemark = (form) => [...form].some(([name, id]) => /^comments-(\d+-replies-)?\d+-id$/.test(name) && !id);
const writesRemark = () =>
  [...document.querySelectorAll("#comments textarea")].some(
    (field) => field.value || field.closest(".comment--mode-creating"),
  );

const isEditor = (form) => form instanceof HTMLFormElement && form.matches("[data-edit-form]");

document.addEventListener("w-autosave:save", (event) => {
  keptNewRemark = hasNewRemark(event.detail.formData);
  // The remark at hand would be lost with the answer that tells the new one its number; it is soon done.
  if (leaving || (keptNewRemark && writesRemark())) event.preventDefault();
  else keeping = true;
});

// The server answers with all remarks that it knows, to stand in place of those that are there. One that was begun or made
// since it was asked is not among them; so, unless it tells a new one its number, they stay as they are.
document.addEventListener(
  "w-autosave:success",
  ({ detail, target }) => {
    if (!keptNewRemark && (writesRemark() || hasNewRemark(new FormData(target)))) delete detail.data.comments;
  },
  true,
);

for (const end of ["success", "error"])
  document.addEventListener(`w-autosave:${end}`, () => {
    keeping = false;
    if (!pressed) return;
    const { form, button } = pressed;
    pressed = null;
    // It shows that it is at work, and is disabled for it: then the form would not say which button it was.
    if (button) button.disabled = false;
    form.requestSubmit(button);
  });

document.addEventListener(
  "submit",
  (event) => {
    if (!keeping || !isEditor(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = { form: event.target, button: event.submitter };
  },
  true,
);

// A script that sends the form is held back like a button: the step of an editor, out of its dialogue, is sent by one.
for (const form of document.querySelectorAll("[data-edit-form]")) form.submit = () => form.requestSubmit();

// What nobody held back is on its way: nothing is kept beside it any more.
window.addEventListener("submit", (event) => {
  if (isEditor(event.target) && !event.defaultPrevented) leaving = true;
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
