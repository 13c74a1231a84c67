/* Signing by hand. Reading comes first: the page lets nobody to the box before the end was seen and the time is up;
   the server checks the time again. What was drawn survives a reload, a refusal and a lost network. */

const page = document.getElementById("signing");
const form = document.getElementById("sign-form");
const field = form.elements.strokes;
const pad = document.getElementById("pad");
const canvas = document.getElementById("canvas");
const error = document.getElementById("pad-error");
const gate = document.getElementById("gate");
const go = document.getElementById("to-signature");
const submit = document.getElementById("submit");
const memory = `pledge-strokes:${page.dataset.attempt}`;
const words = page.dataset;

/* --- reading ------------------------------------------------------------------------------------------------ */

function startReading() {
  let left = Number(words.secondsLeft);
  let reachedEnd = false;
  form.hidden = submit.hidden = true;
  go.hidden = false;

  const show = () => {
    go.disabled = left > 0 || !reachedEnd;
    gate.textContent = left > 0 ? words.textWait.replace("{n}", left) : reachedEnd ? words.textReady : words.textEnd;
  };
  const clock = setInterval(() => {
    if (document.visibilityState === "visible" && left > 0) left -= 1;
    show();
    if (left === 0 && reachedEnd) clearInterval(clock);
  }, 1000);
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    reachedEnd = true;
    observer.disconnect();
    show();
  }).observe(document.getElementById("text-end"));
  go.addEventListener("click", openSignature);
  show();
}

function openSignature() {
  form.hidden = submit.hidden = false;
  go.hidden = true;
  gate.textContent = "";
  document.getElementById("not-now").hidden = true;
  document.getElementById("steps-read").hidden = true;
  document.getElementById("steps-sign").hidden = false;
  const title = document.getElementById("sign-title");
  (form.querySelector(".error-summary") || title).focus({ preventScroll: true });
  title.scrollIntoView({ block: "start" });
  startDrawing();
}

/* --- drawing ------------------------------------------------------------------------------------------------ */

let board = null;
let started = false;

async function startDrawing() {
  if (started) return;
  started = true;
  try {
    const { default: SignaturePad } = await import(words.padSrc);
    board = new SignaturePad(canvas, { penColor: "#1b2630", minWidth: 1, maxWidth: 3.2, throttle: 8, minDistance: 2 });
  } catch {
    error.textContent = words.textFailed;
    started = false;
    return;
  }
  fit();
  restore(field.value || sessionStorage.getItem(memory));
  board.addEventListener("beginStroke", () => pad.setAttribute("data-inked", ""));
  board.addEventListener("endStroke", keep);
  new ResizeObserver(refit).observe(canvas);
}

function drawing() {
  return {
    width: canvas.clientWidth,
    height: canvas.clientHeight,
    strokes: board.toData().map((group) => group.points.map(({ x, y, time }) => [x, y, time])),
  };
}

/* The canvas has as many pixels as the screen shows; what is drawn keeps its shape when the box changes. */
let shown = null;

function fit() {
  const ratio = Math.max(window.devicePixelRatio || 1, 1);
  canvas.width = canvas.clientWidth * ratio;
  canvas.height = canvas.clientHeight * ratio;
  canvas.getContext("2d").scale(ratio, ratio);
  board.clear();
  shown = [canvas.clientWidth, canvas.clientHeight];
}

function refit() {
  if (canvas.clientWidth === shown[0] && canvas.clientHeight === shown[1]) return;
  const before = { ...drawing(), width: shown[0], height: shown[1] };
  fit();
  draw(before);
}

function draw(kept) {
  const scale = Math.min(canvas.clientWidth / kept.width, canvas.clientHeight / kept.height);
  board.fromData(
    kept.strokes.map((stroke) => ({
      penColor: "#1b2630", minWidth: 1, maxWidth: 3.2, dotSize: 0, velocityFilterWeight: 0.7,
      points: stroke.map(([x, y, time]) => ({ x: x * scale, y: y * scale, time, pressure: 0.5 })),
    })),
  );
  keep();
}

function restore(text) {
  try {
    const kept = JSON.parse(text);
    if (kept.strokes.length) draw(kept);
  } catch {
    /* Nothing was kept, or nothing that can be read: the box stays empty. */
  }
}

function keep() {
  const now = drawing();
  pad.toggleAttribute("data-inked", now.strokes.length > 0);
  field.value = now.strokes.length ? JSON.stringify(now) : "";
  sessionStorage.setItem(memory, field.value);
  preview(now.strokes);
}

function preview(strokes) {
  const svg = document.getElementById("preview");
  document.getElementById("preview-card").hidden = strokes.length === 0;
  svg.replaceChildren();
  if (!strokes.length) return;
  const points = strokes.flat();
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [left, top] = [Math.min(...xs) - 8, Math.min(...ys) - 8];
  const [width, height] = [Math.max(...xs) - left + 8, Math.max(...ys) - top + 8];
  svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  svg.setAttribute("preserveAspectRatio", "xMinYMid meet");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", strokes.map((stroke) => "M" + stroke.map(([x, y]) => `${x} ${y}`).join("L")).join(""));
  path.setAttribute("stroke-width", Math.max(width / 110, 2));
  svg.append(path);
}

document.getElementById("clear").addEventListener("click", () => {
  board?.clear();
  if (board) keep();
});
document.getElementById("undo").addEventListener("click", () => {
  if (!board) return;
  const rest = board.toData().slice(0, -1);
  board.fromData(rest);
  keep();
});
const enlarge = document.getElementById("enlarge");
const [larger, smaller] = [enlarge.textContent, enlarge.dataset.smaller];
enlarge.addEventListener("click", () => {
  const large = pad.classList.toggle("pad--large");
  enlarge.textContent = large ? smaller : larger;
  document.documentElement.classList.toggle("pad-open", large);
});

/* --- sending ------------------------------------------------------------------------------------------------ */

form.addEventListener("submit", (event) => {
  error.textContent = "";
  const refusal = !board || board.isEmpty() ? words.textEmpty : navigator.onLine ? "" : words.textOffline;
  if (refusal) {
    event.preventDefault();
    error.textContent = refusal;
    pad.scrollIntoView({ block: "center" });
    return;
  }
  submit.disabled = true;
  gate.textContent = words.textBusy;
});
window.addEventListener("pageshow", () => {
  submit.disabled = false;
});

if (words.again) openSignature();
else startReading();
