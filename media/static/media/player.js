// The film player: goes on where the viewer left off, keeps to their speed, captions and data saver,
// and gets fresh addresses when the page's have ended. The browser's own controls do the rest, by touch and by
// keys (space bar and arrows), and play without it too.

const KEY = "film-player";
const NEARLY_DONE = 5; // seconds before the end from where it is better to begin again

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
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
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
  return video && { full: video.dataset.full, small: video.dataset.small };
}

class Player {
  constructor(root) {
    this.root = root;
    this.video = root.querySelector("video");
    this.speed = root.querySelector("[data-player-speed]");
    this.saver = root.querySelector("[data-player-saver]");
    this.trouble = root.querySelector("[data-player-trouble]");
    this.renewedAt = -Infinity;
    this.prepareResume();
    this.prepareChoices();
    this.prepareCaptions();
    this.prepareRenewal();
    root.querySelector("[data-player-bar]").hidden = false;
  }

  prepareResume() {
    const at = Number(this.video.dataset.resume);
    if (!at) return;
    const line = this.root.querySelector("[data-player-resume]");
    const text = line.querySelector("[data-player-resume-text]");
    text.textContent = text.dataset.playerResumeText.replace("{time}", clock(at));
    line.hidden = false;
    const resume = () => {
      if (at < this.video.duration - NEARLY_DONE) this.video.currentTime = at;
    };
    this.video.addEventListener("loadedmetadata", resume, { once: true });
    this.video.addEventListener("playing", () => { line.hidden = true; }, { once: true });
    line.querySelector("[data-player-restart]").addEventListener("click", () => {
      this.video.removeEventListener("loadedmetadata", resume);
      line.hidden = true;
      this.video.currentTime = 0;
      this.video.play();
    });
  }

  prepareChoices() {
    const { speed, saver } = remembered();
    if (speed) this.speed.value = String(speed);
    this.video.defaultPlaybackRate = this.video.playbackRate = Number(this.speed.value);
    this.speed.addEventListener("change", () => {
      this.video.defaultPlaybackRate = this.video.playbackRate = Number(this.speed.value);
      remember({ speed: Number(this.speed.value) });
    });
    if (!this.saver) return;
    this.saver.checked = saver ?? networkIsDear();
    if (this.saver.checked) this.load();
    this.saver.addEventListener("change", () => {
      remember({ saver: this.saver.checked });
      this.reload();
    });
  }

  prepareCaptions() {
    const tracks = this.video.textTracks;
    if (remembered().captions === false) for (const track of tracks) track.mode = "disabled";
    tracks.addEventListener("change", () => {
      remember({ captions: [...tracks].some((track) => track.mode === "showing") });
    });
  }

  prepareRenewal() {
    const stopped = () => this.renew();
    this.video.addEventListener("error", stopped);
    this.video.querySelector("source").addEventListener("error", stopped);
    this.video.addEventListener("playing", () => { this.trouble.hidden = true; });
  }

  get address() {
    const { full, small } = this.video.dataset;
    return this.saver?.checked && small ? small : full;
  }

  load() {
    this.video.src = this.address;
  }

  // Another file of the same film: go on at the same second, playing or not as before.
  reload() {
    const { currentTime, paused } = this.video;
    this.load();
    if (currentTime) {
      this.video.addEventListener("loadedmetadata", () => { this.video.currentTime = currentTime; }, { once: true });
      this.video.preload = "metadata";
    }
    if (!paused) this.video.play();
  }

  async renew() {
    const tooSoon = performance.now() - this.renewedAt < 20_000;
    this.renewedAt = performance.now();
    const fresh = tooSoon ? null : await freshAddresses(this.video.dataset.film).catch(() => null);
    if (!fresh) {
      this.trouble.hidden = false;
      return;
    }
    Object.assign(this.video.dataset, fresh);
    this.reload();
  }
}

for (const root of document.querySelectorAll("[data-player]")) new Player(root);
