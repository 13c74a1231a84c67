// A film stops where its editor set a question, asks it over the film, tells what was right, and plays on. Once asked it
// is not asked again as long as the page is open, wherever the viewer goes back to. Without this script, and for whatever
// was passed over, the questions stand below the film as links to a page of their own.

const LONGEST_STEP = 2; // seconds between two reports of a film that plays; anything longer was a jump
const PATIENCE = 8000; // ms until the film rather plays on than waits for a question

class InFilm {
  constructor(list) {
    this.texts = list.dataset;
    this.video = document.querySelector("[data-study-video]");
    this.root = this.video.closest("[data-player]");
    this.asked = new Set();
    this.questions = [...list.querySelectorAll("[data-at][data-address]")]
      .map((item) => ({ at: Number(item.dataset.at), address: item.dataset.address }))
      .filter((question) => question.address);
    this.before = 0;
    this.video.addEventListener("timeupdate", () => this.listen());
    this.video.addEventListener("seeked", () => { this.before = this.video.currentTime; });
    this.mark();
  }

  // Where questions wait, on the bar of the player.
  mark() {
    const seek = this.root.querySelector("[data-player-seek]");
    const length = Number(this.video.dataset.seconds);
    for (const { at } of seek ? this.questions : []) {
      const mark = document.createElement("span");
      mark.className = "player__mark";
      mark.style.left = `${Math.min((100 * at) / length, 100)}%`;
      seek.append(mark);
    }
  }

  listen() {
    const now = this.video.currentTime;
    const passed = now - this.before;
    const due = this.questions.find(({ at }) => at > this.before - 0.01 && at <= now);
    this.before = now;
    if (!due || this.video.seeking || this.video.paused || passed > LONGEST_STEP || this.asked.has(due)) return;
    this.asked.add(due);
    this.ask(due);
  }

  // The look of questions, fetched when the first is asked.
  style() {
    if (this.styled) return;
    this.styled = true;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: this.texts.styles }));
  }

  async ask(question) {
    this.video.pause();
    this.style();
    if (this.video.webkitDisplayingFullscreen) this.video.webkitExitFullscreen();
    const dialog = this.open();
    const part = await this.fetched(question.address);
    if (!part) {
      this.asked.delete(question); // the network is gone; it may be asked another time
      dialog.close();
      return;
    }
    this.show(dialog, part);
  }

  open() {
    const dialog = document.createElement("dialog");
    dialog.className = "sheet in-film";
    dialog.setAttribute("aria-labelledby", "in-film-heading");
    dialog.innerHTML = '<div class="sheet__in stack"><div class="sheet__head"><h2 id="in-film-heading" tabindex="-1"></h2></div><div data-body aria-live="polite"></div><div class="actions"><button type="button" class="btn btn--block"></button></div></div>';
    dialog.querySelector("h2").textContent = this.texts.textHeading;
    dialog.querySelector("[data-body]").textContent = this.texts.textLoading;
    this.button(dialog, this.texts.textSkip, false);
    dialog.querySelector(".actions button").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.root.querySelector("[data-player-play]")?.focus({ preventScroll: true });
      this.video.play().catch(() => {});
    });
    this.root.append(dialog);
    dialog.showModal();
    dialog.querySelector("h2").focus();
    return dialog;
  }

  button(dialog, words, loud) {
    const button = dialog.querySelector(".actions button");
    button.textContent = words;
    button.classList.toggle("btn--primary", loud);
    return button;
  }

  show(dialog, part) {
    const body = dialog.querySelector("[data-body]");
    body.replaceChildren(document.adoptNode(part));
    const form = body.querySelector("form");
    if (!form) {
      this.button(dialog, this.texts.textOn, true).focus();
      return;
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const answer = new FormData(form, event.submitter);
      for (const tap of form.querySelectorAll("button")) tap.disabled = true;
      const marked = await this.fetched(form.getAttribute("action"), { method: "POST", body: answer });
      if (marked) this.show(dialog, marked);
      else for (const tap of form.querySelectorAll("button")) tap.disabled = false;
    });
  }

  // The part of a page that asks or tells; null when it does not come.
  async fetched(address, options = {}) {
    try {
      const answer = await fetch(address, { credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE), ...options });
      if (!answer.ok) return null;
      return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-in-film]");
    } catch {
      return null;
    }
  }
}

for (const list of document.querySelectorAll("[data-film-questions]")) {
  if (document.querySelector("[data-player] [data-study-video]")) new InFilm(list);
}
