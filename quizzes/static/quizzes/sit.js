// A paper that is saved answer by answer, goes on without a network, and shows the server's time.
import { forget, read, write } from "./drafts.js";

const root = document.querySelector("[data-sitting]");
const token = root.dataset.sitting;
const status = root.querySelector("[data-status]");
const forms = [...root.querySelectorAll("form[data-number]")];
const cells = [...root.querySelectorAll(".quiz-sheet__cell")];
const dialog = document.querySelector("#sheet-dialog");
const footer = document.querySelector(".footer-bar");

let shown = Number(root.dataset.shown);
let sending = false;
let pause = 2000;
let retry;

const entriesOf = (form) =>
  [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "number");
const formOf = (number) => forms[number - 1];
const waiting = () => Object.entries(read(token).waiting).sort(([, a], [, b]) => a.seq - b.seq);

// -- Keeping and sending

function keep(form) {
  const drafts = read(token);
  // Two tabs of one browser share this counter, so neither overtakes the other.
  drafts.seq = Math.max(drafts.seq, Number(root.dataset.seq)) + 1;
  drafts.waiting[form.dataset.number] = { seq: drafts.seq, entries: entriesOf(form) };
  write(token, drafts);
  markAnswered(form);
  send();
}

async function send() {
  const [next] = waiting();
  if (sending || !next) return;
  sending = true;
  status.textContent = root.dataset.saving;
  const [number, draft] = next;
  try {
    const reply = await post(formOf(number), draft);
    if (reply.status === 409) return await refused(await reply.json(), number);
    if (reply.status === 401 || reply.status === 403) return signedOut();
    if (!reply.ok) throw new Error(String(reply.status));
    drop(number, draft.seq);
    pause = 2000;
    status.textContent = root.dataset.saved;
  } catch {
    status.textContent = root.dataset.waiting;
    clearTimeout(retry);
    retry = setTimeout(send, pause);
    pause = Math.min(pause * 2, 30000);
    return;
  } finally {
    sending = false;
  }
  send();
}

function post(form, draft) {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("number", form.dataset.number);
  body.set("seq", draft.seq);
  for (const [name, value] of draft.entries) body.append(name, value);
  return fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
}

function drop(number, seq) {
  const drafts = read(token);
  if (drafts.waiting[number]?.seq === seq) delete drafts.waiting[number];
  write(token, drafts);
}

function refused({ code, message }, number) {
  if (code !== "stale") {
    if (code === "finished") forget(token);
    location.reload();
    return;
  }
  drop(number, read(token).waiting[number]?.seq);
  status.textContent = message;
  setTimeout(send);
}

function signedOut() {
  // The answers stay on this phone; signing in leads back here and they are sent then.
  if (performance.now() > 5000) location.reload();
  else throw new Error("signed out");
}

function restore() {
  for (const [number, { entries }] of waiting()) {
    const form = formOf(number);
    if (!form) continue;
    for (const field of form.querySelectorAll("input:not([type=hidden]), select")) {
      const given = entries.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" || field.type === "checkbox") field.checked = given.includes(field.value);
      else field.value = given[0] ?? "";
    }
    markAnswered(form);
  }
}

// -- Moving about

function show(number) {
  shown = Math.min(Math.max(number, 1), forms.length);
  forms.forEach((form, index) => { form.hidden = index + 1 !== shown; });
  cells.forEach((cell, index) => {
    if (index + 1 === shown) cell.setAttribute("aria-current", "step");
    else cell.removeAttribute("aria-current");
  });
  root.querySelector("[data-progress]").textContent = formOf(shown).dataset.place;
  footer.querySelector('[data-go="-1"]').hidden = shown === 1;
  footer.querySelector('[data-go="1"]').hidden = shown === forms.length;
  footer.querySelector("[data-hand-in]").hidden = shown !== forms.length;
  document.querySelectorAll("[form^=question-]").forEach((button) => button.setAttribute("form", `question-${shown}`));
  history.replaceState(null, "", `?q=${shown}`);
  scrollTo(0, 0);
}

function markAnswered(form) {
  const answered = entriesOf(form).some(([, value]) => value.trim() !== "");
  const cell = cells[form.dataset.number - 1];
  cell.toggleAttribute("data-answered", answered);
  cell.querySelector("[data-answered-word]").textContent = answered ? dialog.dataset.word : "";
}

function go(event) {
  const button = event.target.closest("[name=go]");
  if (!button || button.value === "hand-in") return;
  event.preventDefault();
  dialog.close();
  show(button.dataset.go ? shown + Number(button.dataset.go) : Number(button.value));
}

// -- The clock: the server's, carried on by this page; changing the phone's clock does not move it

function runClock() {
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  const left = (clock.dataset.deadline - clock.dataset.now) * 1000 + performance.now();
  const face = clock.querySelector("[data-clock-face]");
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((left - performance.now()) / 1000));
    face.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    clock.classList.toggle("quiz-clock--few", seconds <= 60);
    if (seconds === 60) status.textContent = root.dataset.few;
    if (seconds === 0) timeUp();
    else setTimeout(tick, 1000);
  };
  tick();
}

function timeUp() {
  send();
  setTimeout(() => footer.querySelector("[data-hand-in]").click(), 1500);
}

// -- Begin

dialog.querySelector(".sheet__in").append(document.querySelector("#sheet"));
const opener = document.querySelector("[data-open-sheet]");
opener.hidden = false;
opener.addEventListener("click", () => dialog.showModal());
dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("click", go);
footer.addEventListener("click", go);
for (const form of forms) {
  form.addEventListener("change", () => keep(form));
  // Enter in a blank means "next", not the first button of the page.
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value === "hand-in") return;
    event.preventDefault();
    show(shown + 1);
  });
}
addEventListener("online", send);
restore();
show(shown);
send();
runClock();
