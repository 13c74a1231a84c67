// Tells the server, every fifteen seconds and whenever something changes, what the member has been doing on a page.
// The server decides what counts. What cannot be sent is kept on the phone and sent later.

const INTERVAL = 15;
const KEEP_FOR = 72 * 3600 * 1000;
const MOST_AT_ONCE = 400;
const STORE = "study:";
const OFFLINE = Symbol("offline");
const NOTHING_TO_SAY = ["", "page_full"];

const clockText = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

class Queue {
  // Beats of one study session, in memory and, for the day the network is gone, in the browser's store.
  constructor(url, beats = []) {
    this.url = url;
    this.beats = beats;
  }

  static leftBehind() {
    const found = [];
    for (const key of stored()) {
      try {
        const { url, beats, at } = JSON.parse(localStorage.getItem(key));
        if (Date.now() - at < KEEP_FOR && beats.length) found.push(new Queue(url, beats));
        else localStorage.removeItem(key);
      } catch {
        localStorage.removeItem(key);
      }
    }
    return found;
  }

  add(beat) {
    this.beats.push(beat);
    this.save();
  }

  drop(accepted) {
    const taken = new Set(accepted);
    this.beats = this.beats.filter((beat) => !taken.has(beat.seq));
    this.save();
  }

  save() {
    try {
      if (this.beats.length) {
        localStorage.setItem(STORE + this.url, JSON.stringify({ url: this.url, beats: this.beats, at: Date.now() }));
      } else {
        localStorage.removeItem(STORE + this.url);
      }
    } catch {
      // A full or forbidden store: the beats stay in memory, which is all that can be done.
    }
  }
}

function stored() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(STORE));
  } catch {
    return [];
  }
}

class Study {
  constructor(panel) {
    this.panel = panel;
    this.texts = panel.dataset;
    this.video = document.querySelector("[data-study-video]");
    this.isFilm = this.texts.kind === "watch";
    this.queue = null;
    this.seq = 0;
    this.furthest = 0;
    this.lastInput = performance.now();
    this.sending = false;
    this.opening = false;
    this.completed = false;
  }

  // -- Talking to the server

  async post(url, body) {
    try {
      return await fetch(url, {
        method: "POST",
        keepalive: true,
        credentials: "same-origin",
        headers: { "X-CSRFToken": this.texts.csrf, "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(body),
      });
    } catch {
      return OFFLINE;
    }
  }

  async open() {
    if (this.opening || this.queue) return;
    this.opening = true;
    this.say(this.texts.textStarting);
    const reply = await this.post(this.texts.openUrl, {});
    this.opening = false;
    if (reply === OFFLINE) return this.say(this.texts.textNotStarted);
    if (!reply.ok) return this.say(this.texts.textError);
    const answer = await reply.json();
    // The server issued the ticket after we asked: counting from the answer never runs ahead of its clock.
    this.issued = performance.now();
    this.seq = 0;
    this.queue = new Queue(answer.beats_url);
    this.begin();
    this.resume(answer.position);
    this.show(answer);
  }

  async send() {
    if (!this.queue || this.sending || !this.queue.beats.length) return;
    this.sending = true;
    const queue = this.queue;
    const reply = await this.post(queue.url, { beats: queue.beats.slice(0, MOST_AT_ONCE) });
    this.sending = false;
    if (reply === OFFLINE) return this.say(this.texts.textOffline);
    if (!reply.ok) return this.say(this.texts.textError);
    const answer = await reply.json();
    queue.drop(answer.accepted);
    if (answer.abandoned && queue === this.queue) this.queue = null;
    this.show(answer);
    if (queue.beats.length) this.send();
  }

  async sendLeftBehind() {
    for (const queue of Queue.leftBehind()) {
      if (queue.url === this.queue?.url) continue;
      const reply = await this.post(queue.url, { beats: queue.beats.slice(0, MOST_AT_ONCE) });
      if (reply === OFFLINE) return;
      if (reply.ok) {
        const answer = await reply.json();
        queue.drop(answer.accepted);
      }
    }
  }

  // -- Watching the member

  begin() {
    this.from = performance.now();
    this.furthest = 0;
    this.fromPosition = this.position();
    this.wasVisible = document.visibilityState === "visible";
    this.wasPlaying = this.playing();
  }

  beat(position = this.position()) {
    if (!this.queue) return;
    const now = performance.now();
    const dt = (now - this.from) / 1000;
    // Too short to tell, but what begins now may be another story: the film may just have started.
    if (dt < 0.5) {
      this.begin();
      return;
    }
    this.queue.add({
      seq: ++this.seq,
      mono_ms: Math.round(now - this.issued),
      dt: Math.round(dt * 1000) / 1000,
      playing: this.wasPlaying,
      visible: this.wasVisible,
      idle: Math.round((now - this.lastInput) / 1000),
      pos0: this.fromPosition,
      pos1: position,
      rate: this.video ? this.video.playbackRate : 1,
    });
    this.begin();
  }

  beatAndSend() {
    this.beat();
    this.send();
  }

  position() {
    if (this.isFilm) return this.video ? Math.round(this.video.currentTime * 10) / 10 : 0;
    // The panel stands below the text: who sees it has come to the end.
    const end = this.panel.getBoundingClientRect().top + window.scrollY;
    const seen = window.scrollY + window.innerHeight;
    this.furthest = Math.max(this.furthest, Math.min(100, Math.round((100 * seen) / Math.max(1, end))));
    return this.furthest;
  }

  playing() {
    return this.isFilm && Boolean(this.video) && !this.video.paused && !this.video.ended;
  }

  resume(position) {
    if (!this.video || position < 1 || this.video.currentTime > 1) return;
    const go = () => {
      if (position < this.video.duration - 5) this.video.currentTime = position;
      this.begin();
    };
    if (this.video.readyState > 0) go();
    else this.video.addEventListener("loadedmetadata", go, { once: true });
  }

  listen() {
    for (const name of ["pointerdown", "keydown", "scroll", "touchstart"]) {
      window.addEventListener(name, () => this.touched(), { passive: true });
    }
    document.addEventListener("visibilitychange", () => {
      this.beatAndSend();
      if (document.visibilityState === "visible") this.open();
    });
    window.addEventListener("pagehide", () => this.beatAndSend());
    window.addEventListener("online", () => {
      this.open();
      this.send();
      this.sendLeftBehind();
    });
    setInterval(() => this.beatAndSend(), INTERVAL * 1000);
    if (this.video) this.listenToFilm();
  }

  listenToFilm() {
    // A beat ends where the film's state changes, so that each one tells a single story.
    for (const name of ["play", "pause", "ended"]) this.video.addEventListener(name, () => this.beatAndSend());
    this.video.addEventListener("ratechange", () => this.beat());
    // When a jump is heard of, the film is already elsewhere: what was played before it ends where it last was.
    this.video.addEventListener("timeupdate", () => {
      if (!this.video.seeking) this.played = this.position();
    });
    this.video.addEventListener("seeking", () => this.beat(Math.max(this.played ?? 0, this.fromPosition)));
    this.video.addEventListener("seeked", () => this.begin());
    this.video.addEventListener("play", () => this.open());
  }

  touched() {
    this.lastInput = performance.now();
    if (!this.isFilm) this.position();
    if (!this.queue) this.open();
  }

  // -- Telling the member

  show(answer) {
    const { credited, needed, covered, completed, why } = answer;
    const meter = this.panel.querySelector("[data-study-meter]");
    meter.max = needed;
    meter.value = completed ? needed : Math.min(credited, needed);
    this.panel.querySelector("[data-study-credited]").textContent = clockText(credited);
    this.panel.querySelector("[data-study-needed]").textContent = clockText(needed);
    const seen = this.panel.querySelector("[data-study-covered]");
    if (seen) seen.textContent = `${covered}%`;
    this.panel.querySelector("[data-study-done]").hidden = !completed;
    this.say(this.sentence(completed, why));
    if (completed && !this.completed) this.panel.dispatchEvent(new CustomEvent("study:completed", { bubbles: true }));
    this.completed = completed;
  }

  sentence(completed, why) {
    if (why.includes("abandoned")) return this.why("abandoned");
    if (completed) return this.texts.textCompleted;
    const reason = why.find((code) => !NOTHING_TO_SAY.includes(code));
    if (reason) return this.why(reason);
    return this.isFilm && !this.playing() ? this.why("paused") : this.texts.textCounting;
  }

  why(code) {
    return this.panel.getAttribute(`data-why-${code}`) ?? this.texts.textCounting;
  }

  say(text) {
    const line = this.panel.querySelector("[data-study-why]");
    if (line.textContent !== text) line.textContent = text;
  }
}

for (const panel of document.querySelectorAll("[data-study]")) {
  const study = new Study(panel);
  study.listen();
  study.open().then(() => study.sendLeftBehind());
}
