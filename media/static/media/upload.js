// A large file goes to the server in pieces as soon as it is chosen. A lost network, a pause or a closed page cost
// nothing that was sent: the same file chosen again goes on from there. Without this script it goes with the form.

(() => {
  const PIECE = 4 * 1024 * 1024;

  const megabytes = (bytes) => `${(bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)} MB`;

  const nameIn = (address) => address.split("/").filter(Boolean).pop();

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, value) => values[value]);

  class Resumable {
    constructor(root) {
      this.root = root;
      this.texts = root.dataset;
      this.input = root.querySelector("input[type=file]");
      this.upload = null;
      this.sent = 0;
      this.part = (name) => root.querySelector(`[data-resumable-${name}]`);
      this.field = this.input.name;
      this.input.addEventListener("change", () => this.choose());
      this.part("pause").addEventListener("click", () => this.pause());
      this.part("continue").addEventListener("click", () => this.go());
      this.part("cancel").addEventListener("click", () => this.cancel());
      window.addEventListener("online", () => this.state === "offline" && this.go());
      window.addEventListener("offline", () => this.state === "sending" && this.lose());
      this.input.form?.addEventListener("submit", (event) => this.hold(event), true);
      this.tellWhatIsLeft();
    }

    // The form came back with something else to mend, and the file had come before: it need not come again.
    // Otherwise: what did an earlier visit leave unfinished, on this computer or on another?
    async tellWhatIsLeft() {
      if (this.part("upload").value) {
        this.input.removeAttribute("name");
        return this.say("done");
      }
      const unfinished = await this.listUnfinished();
      const store = tus.defaultOptions.urlStorage;
      for (const mine of (await store.findAllUploads()).reverse()) {
        const left = unfinished?.find(({ address }) => nameIn(address) === nameIn(mine.uploadUrl));
        if (left && !this.upload && this.state !== "left") {
          this.state = "left";
          this.part("bar").value = left.percent;
          this.say("left", { name: left.name });
        }
        if (unfinished && !left) store.removeUpload(mine.urlStorageKey);
      }
    }

    // Each with a button to give it up; null when the server does not say.
    async listUnfinished() {
      const answer = await fetch(this.texts.address, { headers: { Accept: "application/json" } }).catch(() => null);
      if (!answer?.ok) return null;
      const { uploads } = await answer.json();
      if (this.upload) return uploads;
      this.part("unfinished").querySelector("ul").replaceChildren(...uploads.map((upload) => this.row(upload)));
      this.part("unfinished").hidden = !uploads.length;
      return uploads;
    }

    row(upload) {
      const [row, words, button] = ["li", "span", "button"].map((name) => document.createElement(name));
      const name = upload.name || this.texts.textNameless;
      words.textContent = filled(this.texts.textUnfinished, { ...upload, name, size: megabytes(upload.size) });
      Object.assign(button, { type: "button", className: "button button-small button-secondary no", textContent: this.texts.textCancel });
      button.setAttribute("aria-label", `${this.texts.textCancel}: ${name}`);
      button.addEventListener("click", () => this.drop(upload, button));
      row.append(words, button);
      return row;
    }

    async drop(upload, button) {
      button.disabled = true;
      await fetch(upload.address, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0", ...this.token } }).catch(() => null);
      if (["left", "refused"].includes(this.state)) this.rest();
      else await this.listUnfinished();
      this.input.focus();
    }

    get token() {
      return { "X-CSRFToken": this.input.form.elements.csrfmiddlewaretoken.value };
    }

    choose() {
      const file = this.input.files[0];
      this.upload?.abort();
      this.upload = null;
      this.part("upload").value = "";
      if (!file) return this.rest();
      if (!file.size || file.size > Number(this.texts.largest)) {
        this.input.value = "";
        return this.stop(file.size ? this.texts.textTooLarge : this.texts.textEmpty);
      }
      this.begin(file);
    }

    async begin(file) {
      // From here on the form carries the upload's name, not the file.
      this.input.removeAttribute("name");
      this.input.required = false;
      this.file = file;
      this.part("unfinished").hidden = true;
      this.upload = new tus.Upload(file, {
        endpoint: this.texts.address,
        chunkSize: PIECE,
        retryDelays: [0, 1000, 3000, 5000, 10000],
        metadata: { filename: file.name },
        headers: this.token,
        onProgress: (sent) => this.show(sent),
        onError: (error) => this.fail(error),
        onSuccess: () => this.finish(),
      });
      const mine = this.upload;
      const [earlier] = await mine.findPreviousUploads();
      if (mine !== this.upload) return;
      if (earlier) mine.resumeFromPreviousUpload(earlier);
      this.go();
    }

    go() {
      this.state = "sending";
      this.buttons("pause", "cancel");
      this.upload.start();
      this.show(this.sent);
    }

    async pause() {
      await this.upload.abort();
      this.state = "paused";
      this.buttons("continue", "cancel");
      this.say("paused");
    }

    async lose() {
      await this.upload.abort();
      this.state = "offline";
      this.buttons("cancel");
      this.say("offline");
    }

    async cancel() {
      const upload = this.upload;
      this.upload = null;
      await upload.abort(true).catch(() => {});
      this.input.value = "";
      this.rest();
    }

    // As before anything was chosen.
    rest() {
      this.state = "";
      this.sent = 0;
      this.input.name = this.field;
      this.part("upload").value = "";
      this.part("state").hidden = true;
      this.release();
      this.listUnfinished();
    }

    show(sent) {
      if (this.state !== "sending") return;
      this.sent = sent;
      this.part("bar").value = this.percent;
      this.say("sending");
    }

    finish() {
      this.state = "done";
      this.sent = this.file.size;
      this.part("bar").value = 100;
      this.part("upload").value = nameIn(this.upload.url);
      this.buttons("cancel");
      this.release();
      this.say("done");
    }

    fail(error) {
      const answer = error.originalResponse;
      if (answer && answer.getStatus() >= 400 && ![401, 403, 404, 409, 423].includes(answer.getStatus())) {
        this.upload = null;
        this.input.value = "";
        this.input.name = this.field;
        return this.stop(answer.getBody() || this.texts.textFailed.replace("{percent}", this.percent));
      }
      if (!navigator.onLine) return this.lose();
      this.state = "failed";
      this.buttons("continue", "cancel");
      this.say("failed", {}, true);
    }

    stop(words) {
      this.state = "refused";
      this.sent = 0;
      this.part("bar").value = 0;
      this.buttons();
      this.release();
      this.tell(words, true);
      this.listUnfinished();
    }

    // In a line of its own: how far the file is goes on to be told beside it. Where a file was refused and there is no other,
    // the server could only ask for one, and the reason would be gone.
    hold(event) {
      const comes = ["sending", "paused", "offline", "failed"].includes(this.state);
      const lacks = this.state === "refused" && !this.root.querySelector(".resumable__now");
      if (!comes && !lacks) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (comes) this.part("hold").textContent = this.texts.textWait;
      // Wagtail's button says by now that it saves, and would go on to for half a minute.
      setTimeout(() => event.submitter?.setAttribute("data-w-progress-loading-value", "false"), 50);
      this.root.scrollIntoView({ block: "center" });
    }

    release() {
      this.part("hold").textContent = "";
    }

    get percent() {
      return this.file?.size ? Math.floor((100 * this.sent) / this.file.size) : 0;
    }

    buttons(...shown) {
      for (const name of ["pause", "continue", "cancel"]) this.part(name).hidden = !shown.includes(name);
    }

    say(name, more = {}, loud = false) {
      const key = `text${name[0].toUpperCase()}${name.slice(1)}`;
      const values = { percent: this.percent, size: megabytes(this.file?.size ?? 0), ...more };
      this.tell(filled(this.texts[key], values), loud);
    }

    tell(words, loud = false) {
      const line = this.part("words");
      this.part("state").hidden = false;
      line.classList.toggle("resumable__words--stop", loud);
      if (line.textContent !== words) line.textContent = words;
    }
  }

  const begin = () => {
    for (const root of document.querySelectorAll("[data-resumable]")) new Resumable(root);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
