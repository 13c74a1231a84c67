// Captions in rows beside the film, one for each: from, to, words. What is sent is the WebVTT text below, which the rows
// only write for the editor; without this script she writes it herself.

const STAMP = /^(?:(\d{1,2}):)?(\d{1,2}):([0-5]?\d)(?:[.,](\d{1,3}))?$/;
const TIMING = /^\s*(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}[ \t]+-->[ \t]+(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}(?:[ \t].*)?$/;
const USUAL = 3; // seconds that a new caption stays

function stamp(seconds, short = false) {
  const all = Math.max(0, Math.round(seconds * 1000));
  const [hours, minutes] = [Math.floor(all / 3_600_000), Math.floor(all / 60_000) % 60];
  const rest = `${String(Math.floor(all / 1000) % 60).padStart(2, "0")}.${String(all % 1000).padStart(3, "0")}`;
  const minute = String(minutes).padStart(2, "0");
  return short && !hours ? `${minutes}:${rest}` : `${String(hours).padStart(2, "0")}:${minute}:${rest}`;
}

// Seconds of what was written; null when that is no time.
function seconds(text) {
  const found = STAMP.exec(text.trim().replace(/：/g, ":"));
  if (!found) return null;
  const [, hours = 0, minutes, second, part = "0"] = found;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(second) + Number(part.padEnd(3, "0")) / 1000;
}

// A time as the rows show it; what is no time stays as it was written.
function shown(text) {
  const found = seconds(text);
  return found === null ? text : stamp(found, true);
}

// In words an arrow stands for itself; in the text it would be taken for a time.
const plain = (words) => words.replaceAll("--&gt;", "-->");
const written = (words) => words.replaceAll("-->", "--&gt;");

// The blocks of a WebVTT text, as players see them: a time begins a new one, whether an empty line stands before it or not.
function blocksOf(text) {
  const blocks = [[]];
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    const begins = TIMING.test(line) && blocks.at(-1).some((before) => before.includes("-->"));
    if (begins || !line.trim()) blocks.push([]);
    if (line.trim()) blocks.at(-1).push(line);
  }
  return blocks.filter((block) => block.length);
}

// [{start, end, words}] with times as they are written, whether they are good or not.
function read(text) {
  const cues = [];
  for (const lines of blocksOf(text)) {
    if (/^(WEBVTT|NOTE|STYLE|REGION)/.test(lines[0])) continue;
    const at = lines.findIndex((line) => line.includes("-->"));
    if (at < 0) {
      cues.push({ start: "", end: "", words: plain(lines.join("\n")) });
      continue;
    }
    const [start, end = ""] = lines[at].split("-->").map((part) => part.trim().split(/\s/)[0]);
    cues.push({ start: shown(start), end: shown(end), words: plain(lines.slice(at + 1).join("\n")) });
  }
  return cues;
}

class Captioning {
  constructor(form) {
    this.form = form;
    this.texts = form.dataset;
    this.video = document.querySelector("[data-captioning-video]");
    this.text = form.querySelector("textarea");
    this.rows = form.querySelector("[data-captioning-rows]");
    const faults = new Set(this.texts.faults.split(" ").filter(Boolean).map(Number));
    read(this.text.value).forEach((cue, place) => this.add(cue, faults.has(place + 1)));
    this.rows.hidden = false;
    form.querySelector("[data-captioning-text]").open = false;
    const more = form.querySelector("[data-captioning-add]");
    more.hidden = false;
    more.addEventListener("click", () => this.addHere());
    this.text.addEventListener("input", () => this.reread());
    form.addEventListener("submit", () => this.write());
    this.video?.addEventListener("timeupdate", () => this.follow());
    this.tellIfNone();
    form.querySelector(".help-critical")?.focus();
  }

  element(name, options = {}, ...children) {
    const made = Object.assign(document.createElement(name), options);
    made.append(...children);
    return made;
  }

  field(name, cue, long = false) {
    const input = this.element(long ? "textarea" : "input", { value: cue[name], className: `captioning__${name}` });
    if (long) input.rows = Math.max(1, cue[name].split("\n").length);
    else Object.assign(input, { type: "text", inputMode: "decimal", autocomplete: "off" });
    input.dataset.part = name;
    input.setAttribute("aria-label", this.texts[`text${name[0].toUpperCase()}${name.slice(1)}`]);
    input.addEventListener("input", () => this.write());
    return input;
  }

  button(words, deed) {
    const made = this.element("button", { type: "button", className: "button button-small button-secondary", textContent: words });
    made.addEventListener("click", deed);
    return made;
  }

  add(cue, faulty = false, before = null) {
    const row = this.element("li", { className: "captioning__row" });
    row.classList.toggle("captioning__row--faulty", faulty);
    const times = this.element("div", { className: "captioning__times" }, this.field("start", cue), "–", this.field("end", cue));
    const deeds = this.element("div", { className: "captioning__deeds" });
    if (this.video) {
      deeds.append(
        this.button(this.texts.textShow, () => this.show(row)),
        this.button(this.texts.textHere, () => this.set(row, "start")),
        this.button(this.texts.textUntil, () => this.set(row, "end")),
      );
    }
    deeds.append(this.button(this.texts.textRemove, () => this.remove(row)));
    row.append(times, this.field("words", cue, true), deeds);
    this.rows.insertBefore(row, before);
    return row;
  }

  part(row, name) {
    return row.querySelector(`[data-part="${name}"]`);
  }

  startOf(row) {
    return seconds(this.part(row, "start").value) ?? Infinity;
  }

  addHere() {
    const now = this.video?.currentTime ?? 0;
    const before = [...this.rows.children].find((row) => row.dataset.none === undefined && this.startOf(row) > now) ?? null;
    const until = before ? Math.min(now + USUAL, this.startOf(before)) : now + USUAL;
    const row = this.add({ start: stamp(now, true), end: stamp(until, true), words: "" }, false, before);
    this.write();
    this.part(row, "words").focus();
  }

  set(row, name) {
    this.part(row, name).value = stamp(this.video.currentTime, true);
    this.write();
  }

  show(row) {
    const at = this.startOf(row);
    if (at === Infinity) return;
    this.video.currentTime = at;
    this.video.play();
  }

  remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    this.write();
    (next ? this.part(next, "words") : null)?.focus();
  }

  // The caption that is being spoken.
  follow() {
    const now = this.video.currentTime;
    for (const row of this.rows.children) {
      if (row.dataset.none !== undefined) continue;
      const end = seconds(this.part(row, "end").value) ?? 0;
      row.classList.toggle("captioning__row--now", this.startOf(row) <= now && now < end);
    }
  }

  write() {
    const time = (row, name) => {
      const typed = this.part(row, name).value;
      const found = seconds(typed);
      return found === null ? typed.trim() || "?" : stamp(found);
    };
    const rows = [...this.rows.children].filter((row) => row.dataset.none === undefined);
    const blocks = rows.map((row) => {
      const words = this.part(row, "words").value.split("\n").map((line) => line.trim()).filter(Boolean).join("\n");
      return `${time(row, "start")} --> ${time(row, "end")}\n${written(words)}`;
    });
    this.text.value = blocks.length ? `WEBVTT\n\n${blocks.join("\n\n")}\n` : "";
    this.tellIfNone();
  }

  reread() {
    this.rows.replaceChildren();
    read(this.text.value).forEach((cue) => this.add(cue));
    this.tellIfNone();
  }

  tellIfNone() {
    const told = this.rows.querySelector("[data-none]");
    if (told && this.rows.children.length > 1) told.remove();
    if (this.rows.children.length) return;
    const line = this.element("li", { className: "captioning__none", textContent: this.texts.textNone });
    line.dataset.none = "";
    this.rows.append(line);
  }
}

for (const form of document.querySelectorAll("[data-captioning]")) new Captioning(form);
