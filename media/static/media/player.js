// The film player: poster first, its own buttons and keys, captions, speed, quality, data saver; it goes on where the
// viewer left off and gets fresh addresses when the page's have ended. Streams adapt to the network: by the browser where
// it knows playlists, else by hls.js, fetched only then; where neither can, one MP4 plays. Without this script the
// browser's own controls play that MP4.

const KEY = "film-player";
const NEARLY_DONE = 5; // seconds before the end from where it is better to begin again
const STEP = 5; // seconds an arrow key goes
const PLAYLIST = "application/vnd.apple.mpegurl";
const SLOW_AFTER = 1500; // ms of waiting before it is put into words
const LIFTED = -6; // lines from the bottom edge of a full screen
const CALM_AFTER = 3000; // ms without a touch before the buttons leave a full screen

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {}; // private windows, or something else's text
  }
}

function remember(change) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...change }));
  } catch {
    // Where nothing may be stored the choice lasts as long as the page.
  }
}

function clock(seconds) {
  const whole = Math.floor(seconds || 0);
  const rest = String(whole % 60).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)}:${rest}`;
  return `${Math.floor(whole / 3600)}:${String(Math.floor(whole / 60) % 60).padStart(2, "0")}:${rest}`;
}

function networkIsDear() {
  const network = navigator.connection;
  return Boolean(network && (network.saveData || /(^|-)[23]g$/.test(network.effectiveType || "")));
}

// The page itself hands out addresses, so that whoever may no longer open it gets none.
async function freshAddresses(film) {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const video = page.querySelector(`video[data-film="${film}"]`);
  if (!video) return null;
  const sizes = [...page.querySelectorAll("[data-player-quality] option[value]:not([value=''])")];
  return {
    data: { full: video.dataset.full, main: video.dataset.main, sheet: video.dataset.sheet },
    sizes: Object.fromEntries(sizes.map((option) => [option.value, option.dataset.address])),
  };
}

class Player {
  constructor(root) {
    this.root = root;
    this.texts = root.dataset;
    this.part = (name) => root.querySelector(`[data-player-${name}]`);
    this.video = root.querySelector("video");
    this.length = Number(this.video.dataset.seconds);
    this.ways = this.possibleWays();
    this.attached = false;
    this.renewedAt = -Infinity;
    this.dress();
    this.prepareResume();
    this.prepareButtons();
    this.prepareSeeking();
    this.prepareSettings();
    this.prepareCaptions();
    this.prepareKeys();
    this.prepareTrouble();
    this.prepareFullScreen();
  }

  dress() {
    this.video.controls = false;
    for (const source of this.video.querySelectorAll("source")) source.remove();
    this.root.classList.add("player--dressed");
    this.part("panel").hidden = false;
    this.part("start").hidden = false;
    this.root.player = this; // for what belongs to a film and is not of this room: its questions
  }

  // -- Which way the film comes

  possibleWays() {
    const { main, full } = this.video.dataset;
    if (!main) return [{ name: "file", address: () => full }];
    const address = () => this.playlist;
    const ways = [{ name: "file", address: () => this.video.dataset.full }];
    if (window.MediaSource || window.ManagedMediaSource) ways.unshift({ name: "library", address });
    if (this.video.canPlayType(PLAYLIST)) ways.unshift({ name: "browser", address });
    return ways;
  }

  get playlist() {
    const sizes = this.part("quality");
    if (!sizes) return this.video.dataset.main;
    const options = [...sizes.options];
    const wanted = this.part("saver").checked ? options.at(-1) : sizes.selectedOptions[0];
    return wanted.dataset.address || this.video.dataset.main;
  }

  async attach() {
    this.attached = true;
    const way = this.ways[0];
    this.library?.destroy();
    this.library = null;
    if (way.name !== "library") {
      this.video.src = way.address();
      return;
    }
    const { default: Hls } = await import("../vendor/hls.light.min.js").catch(() => ({}));
    if (!Hls?.isSupported()) return this.tryAnotherWay();
    this.library = new Hls({ enableWorker: false, capLevelToPlayerSize: true, maxBufferLength: 30 });
    this.library.on(Hls.Events.ERROR, (_, error) => {
      if (!error.fatal) return;
      if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !this.recovered) {
        this.recovered = true;
        this.library.recoverMediaError();
      } else this.stopped();
    });
    this.library.loadSource(way.address());
    this.library.attachMedia(this.video);
  }

  async tryAnotherWay() {
    this.ways.shift();
    await this.reload();
  }

  // Another stream of the same film: go on at the same second, playing or not as before.
  async reload() {
    if (!this.attached) return;
    const at = this.video.currentTime || this.lostAt || 0;
    const playing = !this.video.paused || this.wanted;
    if (at) this.video.addEventListener("loadedmetadata", () => { this.video.currentTime = at; }, { once: true });
    await this.attach();
    if (playing) this.play();
    else this.video.preload = "metadata";
  }

  async play() {
    this.wanted = true;
    if (!this.attached) await this.attach();
    await this.video.play().catch(() => {
      // Refused or broken off: the events tell, and the button stays.
    });
  }

  toggle() {
    if (this.video.paused) this.play();
    else this.video.pause();
  }

  seek(seconds) {
    const to = Math.min(Math.max(seconds, 0), this.length - 0.1);
    if (this.video.readyState > 0) this.video.currentTime = to;
    else {
      this.pending = to;
      this.video.addEventListener("loadedmetadata", () => {
        if (this.pending !== null) this.video.currentTime = this.pending;
        this.pending = null;
      }, { once: true });
    }
    this.show(to);
  }

  get position() {
    return this.pending ?? this.video.currentTime;
  }

  // -- What can be pressed

  prepareResume() {
    const at = Number(this.video.dataset.resume);
    if (!at || at > this.length - NEARLY_DONE) return;
    const line = this.part("resume");
    const text = this.part("resume-text");
    text.textContent = text.dataset.playerResumeText.replace("{time}", clock(at));
    line.hidden = false;
    this.seek(at);
    this.video.addEventListener("playing", () => { line.hidden = true; }, { once: true });
    this.part("restart").addEventListener("click", () => {
      line.hidden = true;
      // What else would take the film to where it was: the study time remembers that place too.
      this.video.addEventListener("playing", () => this.seek(0), { once: true });
      this.seek(0);
      this.play();
    });
  }

  prepareButtons() {
    const { video } = this;
    this.part("start").addEventListener("click", () => { this.play(); this.part("play").focus({ preventScroll: true }); });
    this.part("play").addEventListener("click", () => this.toggle());
    this.part("mute").addEventListener("click", () => this.mute());
    video.addEventListener("click", () => this.attached && this.toggle());
    video.addEventListener("play", () => {
      this.part("start").hidden = true;
      this.set("play", true);
      this.say(this.texts.textPlaying);
    });
    video.addEventListener("pause", () => {
      // A fault stops the film too; then she still wants to see it, and it goes on by itself.
      if (!video.error && !this.lost) this.wanted = false;
      this.set("play", false);
      this.say(this.texts.textPaused);
    });
    video.addEventListener("volumechange", () => this.set("mute", video.muted));
  }

  mute() {
    this.video.muted = !this.video.muted;
    this.say(this.video.muted ? this.texts.textMuted : this.texts.textUnmuted);
  }

  // A button that is one of two: its name and its sign say what the next press does.
  set(name, on) {
    const button = this.part(name);
    button.setAttribute("aria-label", on ? button.dataset.labelOn : button.dataset.labelOff);
    button.querySelector("[data-on]").hidden = !on;
    button.querySelector("[data-off]").hidden = on;
  }

  say(words) {
    this.part("say").textContent = words;
  }

  // -- Where in the film

  prepareSeeking() {
    const range = this.part("range");
    this.video.addEventListener("timeupdate", () => { if (!this.dragging) this.show(this.position); });
    this.video.addEventListener("seeked", () => this.show(this.position));
    range.addEventListener("input", () => {
      this.dragging = true;
      this.show(Number(range.value));
      this.preview(Number(range.value));
    });
    range.addEventListener("change", () => {
      this.dragging = false;
      this.part("thumb").hidden = true;
      this.seek(Number(range.value));
    });
    range.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "mouse") return;
      const { left, width } = range.getBoundingClientRect();
      this.preview(Math.min(Math.max((event.clientX - left) / width, 0), 1) * this.length);
    });
    range.addEventListener("pointerleave", () => { this.part("thumb").hidden = true; });
    this.show(this.position);
  }

  show(seconds) {
    const range = this.part("range");
    range.value = String(Math.floor(seconds));
    const words = `${clock(seconds)} / ${clock(this.length)}`;
    range.setAttribute("aria-valuetext", words);
    this.part("time").textContent = words;
  }

  // A small picture of what is there, over where the finger is.
  preview(seconds) {
    const thumb = this.part("thumb");
    const share = seconds / this.length;
    this.part("thumb-time").textContent = clock(seconds);
    const map = JSON.parse(this.video.dataset.sheetMap || "{}");
    if (map.every && !this.part("saver")?.checked) {
      const place = Math.min(Math.floor(seconds / map.every), map.count - 1);
      const [column, row] = [place % map.columns, Math.floor(place / map.columns)];
      Object.assign(thumb.style, {
        width: `${map.width}px`,
        height: `${map.height}px`,
        backgroundImage: `url("${this.video.dataset.sheet}")`,
        backgroundPosition: `-${column * map.width}px -${row * map.height}px`,
      });
    }
    thumb.hidden = false;
    const room = this.part("seek").clientWidth - thumb.offsetWidth;
    thumb.style.left = `${Math.min(Math.max(share * this.part("seek").clientWidth - thumb.offsetWidth / 2, 0), room)}px`;
  }

  // -- What is chosen once and kept

  prepareSettings() {
    const { speed, saver, quality } = remembered();
    const [rates, sizes, save] = [this.part("speed"), this.part("quality"), this.part("saver")];
    const more = this.part("more");
    more.addEventListener("click", () => {
      const open = this.part("settings").hidden;
      this.part("settings").hidden = !open;
      more.setAttribute("aria-expanded", String(open));
    });
    if (speed) rates.value = String(speed);
    const setRate = () => { this.video.defaultPlaybackRate = this.video.playbackRate = Number(rates.value) || 1; };
    setRate();
    rates.addEventListener("change", () => {
      setRate();
      remember({ speed: Number(rates.value) });
    });
    if (!sizes) return;
    if ([...sizes.options].some((option) => option.value === quality)) sizes.value = quality;
    save.checked = saver ?? networkIsDear();
    sizes.disabled = save.checked;
    sizes.addEventListener("change", () => {
      remember({ quality: sizes.value });
      this.reload();
    });
    save.addEventListener("change", () => {
      remember({ saver: save.checked });
      sizes.disabled = save.checked;
      this.reload();
    });
  }

  // -- Captions

  get tracks() {
    return [...this.video.textTracks].filter((track) => track.kind === "captions");
  }

  prepareCaptions() {
    const button = this.part("captions");
    if (!button) return;
    const language = this.part("language");
    const { captions, language: before } = remembered();
    const offered = this.tracks.map((track) => track.language);
    const first = this.tracks.find((track) => track.mode === "showing")?.language ?? offered[0];
    this.language = offered.includes(before) ? before : first;
    this.caption(captions !== false);
    button.addEventListener("click", () => this.toggleCaptions());
    if (language) {
      language.value = this.language;
      language.addEventListener("change", () => {
        this.language = language.value;
        remember({ language: this.language });
        this.caption(true);
      });
    }
    // iOS plays full screen with controls of its own, which turn captions on and off too.
    this.video.textTracks.addEventListener("change", () => {
      const shown = this.tracks.find((track) => track.mode === "showing");
      button.setAttribute("aria-pressed", String(Boolean(shown)));
      remember({ captions: Boolean(shown) });
    });
  }

  caption(on) {
    for (const track of this.tracks) track.mode = on && track.language === this.language ? "showing" : "disabled";
    this.part("captions").setAttribute("aria-pressed", String(on));
  }

  toggleCaptions() {
    if (!this.part("captions")) return;
    const on = !this.tracks.some((track) => track.mode === "showing");
    this.caption(on);
    this.say(on ? this.texts.textCaptionsOn : this.texts.textCaptionsOff);
  }

  // -- Keys

  prepareKeys() {
    const keys = {
      k: () => this.toggle(),
      " ": () => this.toggle(),
      ArrowLeft: () => this.seek(this.position - STEP),
      ArrowRight: () => this.seek(this.position + STEP),
      ArrowUp: () => this.turn(0.1),
      ArrowDown: () => this.turn(-0.1),
      m: () => this.mute(),
      c: () => this.toggleCaptions(),
      f: () => this.toggleFullScreen(),
    };
    this.root.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog, select")) return;
      // A button answers to the space bar by itself, a tick box too.
      if (event.key === " " && event.target.matches("button, [type=checkbox]")) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const deed = keys[key] ?? (/^\d$/.test(key) ? () => this.seek((this.length * Number(key)) / 10) : null);
      if (!deed) return;
      event.preventDefault();
      deed();
      this.stir();
    });
  }

  turn(by) {
    this.video.volume = Math.min(Math.max(this.video.volume + by, 0), 1);
    this.video.muted = false;
  }

  // -- Weak networks

  prepareTrouble() {
    const { video } = this;
    video.addEventListener("waiting", () => {
      this.part("waiting").hidden = false;
      clearTimeout(this.slow);
      this.slow = setTimeout(() => this.tell(navigator.onLine ? this.texts.textSlow : this.texts.textOffline), SLOW_AFTER);
    });
    for (const name of ["playing", "seeked"]) video.addEventListener(name, () => this.calm());
    video.addEventListener("pause", () => { if (!this.lost) this.calm(); });
    video.addEventListener("playing", () => {
      this.recovered = false;
      this.worked = true;
    });
    video.addEventListener("timeupdate", () => { if (video.currentTime) this.lostAt = video.currentTime; });
    video.addEventListener("error", () => this.attached && !this.library && this.stopped());
    window.addEventListener("online", () => { if (this.lost) this.renew(); });
  }

  calm() {
    clearTimeout(this.slow);
    this.part("waiting").hidden = true;
    this.part("trouble").hidden = true;
  }

  tell(words) {
    const line = this.part("trouble");
    if (line.textContent !== words) line.textContent = words;
    line.hidden = false;
  }

  // What came cannot be played, or comes no more: if it is there all the same, the browser may know another way;
  // if not, the addresses have ended or the network has.
  async stopped() {
    this.wanted = this.wanted || !this.video.paused;
    const there = await fetch(this.ways[0].address(), { method: "HEAD" }).then((answer) => answer.ok, () => false);
    if (there && !this.worked && this.ways.length > 1) return this.tryAnotherWay();
    return this.renew();
  }

  async renew() {
    const tooSoon = performance.now() - this.renewedAt < 20_000;
    this.renewedAt = performance.now();
    const fresh = tooSoon && !this.lost ? null : await freshAddresses(this.video.dataset.film).catch(() => null);
    this.lost = !fresh;
    if (!fresh) return this.rest();
    Object.assign(this.video.dataset, fresh.data);
    for (const option of this.part("quality")?.options ?? []) {
      if (option.value) option.dataset.address = fresh.sizes[option.value] ?? option.dataset.address;
    }
    this.attached = true;
    return this.reload();
  }

  // Nothing more comes. Without a network the library still plays what it holds, and "waiting" tells when that is over.
  rest() {
    if (this.library && !navigator.onLine) return;
    this.video.pause();
    this.attached = false;
    this.part("waiting").hidden = true;
    if (this.lostAt) this.seekOnceBack(this.lostAt);
    this.tell(navigator.onLine ? this.texts.textStopped : this.texts.textOffline);
  }

  seekOnceBack(at) {
    this.video.addEventListener("loadedmetadata", () => { this.video.currentTime = at; }, { once: true });
  }

  // -- Full screen

  prepareFullScreen() {
    const button = this.part("wide");
    if (!this.root.requestFullscreen && !this.video.webkitEnterFullscreen) {
      button.hidden = true;
      return;
    }
    button.addEventListener("click", () => this.toggleFullScreen());
    document.addEventListener("fullscreenchange", () => {
      this.set("wide", document.fullscreenElement === this.root);
      this.stir();
    });
    for (const track of this.tracks) track.addEventListener("cuechange", () => this.lift());
    for (const name of ["pointermove", "pointerdown", "focusin"]) this.root.addEventListener(name, () => this.stir());
  }

  toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.root.requestFullscreen) this.root.requestFullscreen().catch(() => {});
    else this.video.webkitEnterFullscreen?.(); // phones from Apple show the film alone, with their own buttons
  }

  stir() {
    this.root.classList.remove("player--calm");
    this.lift();
    clearTimeout(this.still);
    this.still = setTimeout(() => {
      if (!this.video.paused && this.part("settings").hidden) this.root.classList.add("player--calm");
      this.lift();
    }, CALM_AFTER);
  }

  // Captions stand above the buttons for as long as these lie over the picture.
  lift() {
    const over = document.fullscreenElement === this.root && !this.root.classList.contains("player--calm");
    for (const track of this.tracks) for (const cue of track.activeCues ?? []) cue.line = over ? LIFTED : "auto";
  }
}

for (const root of document.querySelectorAll("[data-player]")) new Player(root);
