// The host's screen: shows the code of the moment, keeps the next two minutes in hand, and the count alive.

const STEP = 15;
const POLL = 5000;
const screen = document.querySelector("[data-screen]");
const part = (name) => screen.querySelector(`[data-screen-${name}]`);

let codes = [];
let ahead = 0; // how many seconds the server's clock is ahead of this one's
let shown = null;

const serverNow = () => performance.now() / 1000 + ahead;

async function poll() {
  try {
    const reply = await fetch(screen.dataset.codesUrl, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (!reply.ok) throw new Error(reply.status);
    const answer = await reply.json();
    ahead = answer.now - performance.now() / 1000;
    codes = answer.codes;
    part("there").textContent = answer.there;
    part("asked").textContent = answer.asked;
    part("closed").hidden = answer.is_open;
    lost(false);
  } catch {
    // The codes in hand go on for two minutes; say so only when they run out.
    if (!codes.some((code) => code.starts_at + STEP > serverNow())) lost(true);
  }
}

function lost(yes) {
  part("lost").hidden = !yes;
  if (yes) part("lost").textContent = screen.dataset.textLost;
}

function tick() {
  const now = serverNow();
  const code = codes.find((each) => each.starts_at <= now && now < each.starts_at + STEP);
  if (code && code.starts_at !== shown) {
    const drawing = new DOMParser().parseFromString(code.svg, "text/html").body.firstElementChild;
    part("code").replaceChildren(document.importNode(drawing, true));
    part("number").textContent = code.number;
    shown = code.starts_at;
  }
  if (code) {
    const left = code.starts_at + STEP - now;
    part("ring").setAttribute("stroke-dasharray", `${(100 * left) / STEP} 100`);
    part("seconds").textContent = Math.ceil(left);
  }
}

async function stayAwake() {
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Refused on low battery: the host's own settings rule.
  }
}

const full = part("full");
full.hidden = !document.fullscreenEnabled;
full.addEventListener("click", () => document.documentElement.requestFullscreen());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    stayAwake();
    poll();
  }
});

stayAwake();
poll();
setInterval(poll, POLL);
setInterval(tick, 250);
