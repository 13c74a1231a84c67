// What is typed stays on this phone until the server has it; files go up as soon as they are chosen, with their progress.
// Without this module the form is sent as it is, and everything is there as well, only later.
const PREFIX = "qinqing-story-";
const LARGEST_SIDE = 2400;
const NAMES = ["title", "text", "saying", "credit"];

// -- The store of this phone

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false; // A full or forbidden store: the words still go to the server, only not across a reload.
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // As above.
  }
}

const sent = document.querySelector("[data-forget]");
if (sent) keys().filter((key) => key.endsWith(sent.dataset.forget)).forEach(forget);

const form = document.querySelector("[data-writing]");
if (form) start();

function start() {
  const texts = form.dataset;
  const owner = `${PREFIX}${texts.writing}-`;
  const status = document.querySelector("[data-status]");
  const found = document.querySelector("[data-found]");
  const plain = (value) => (value ?? "").replaceAll("\r\n", "\n").trim();
  const lines = () => [...form.querySelectorAll("input[name^=alt-]")].map((line) => line.name);
  const values = (of) => Object.fromEntries([...NAMES, ...lines()].map((name) => [name, of(form.elements[name])]));
  const typed = () => values((field) => field.value);
  // What the server gave: a browser that comes back to a page fills in what was typed there before.
  const chosen = (radios) => [...radios].find((radio) => radio.defaultChecked)?.value;
  const given = () => values((field) => (field.length ? chosen(field) : field.defaultValue));
  // A name that only one side has, as that of a picture which came or went, makes no difference.
  const same = (one, other) => Object.keys(one).every((name) => plain(one[name]) === plain(other[name] ?? one[name]));
  const key = () => owner + (texts.story || "new");
  const say = (words) => (status.textContent = words);

  // Nobody is shown what somebody else typed on the same phone.
  keys().filter((name) => !name.startsWith(owner)).forEach(forget);

  // -- Words

  function putBack(kept) {
    for (const name of Object.keys(typed())) form.elements[name].value = kept[name] ?? form.elements[name].value;
    say(texts.putBackText);
  }

  function lookForWords() {
    const kept = read(key());
    const isNew = read(`${owner}new`);
    // The first keeping gave the story its address: what was kept for a new one is this one.
    if (texts.story && isNew && same(isNew, given())) forget(`${owner}new`);
    if (!kept) return;
    if (same(kept, given())) {
      if (!form.querySelector("[aria-invalid]") && !document.querySelector(".error-summary")) forget(key());
    } else if (Number(kept.known) === Number(texts.known)) {
      putBack(kept);
    } else {
      found.hidden = false;
      found.querySelector("[data-put-back]").addEventListener("click", () => {
        putBack(kept);
        found.hidden = true;
      });
      found.querySelector("[data-let-go]").addEventListener("click", () => {
        forget(key());
        found.hidden = true;
      });
    }
  }

  let soon;
  form.addEventListener("input", (event) => {
    if (!(event.target.name in typed())) return;
    clearTimeout(soon);
    soon = setTimeout(remember, 400);
  });
  addEventListener("pagehide", () => soon && remember());

  function remember() {
    soon = undefined;
    if (write(key(), { ...typed(), known: texts.known })) say(texts.typed);
  }

  // -- Files

  form.addEventListener("change", (event) => {
    if (!event.target.matches("[data-uploads]") || !event.target.files.length) return;
    const files = event.target.name === "pictures" ? [...event.target.files] : [];
    send(async (body) => {
      if (!files.length) return;
      body.delete("pictures");
      for (const file of await Promise.all(files.map(smaller))) body.append("pictures", file);
    });
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=remove]");
    if (!button) return;
    event.preventDefault();
    send((body) => body.append("remove", button.value));
  });

  // A button that is pressed while something is on its way: the form must not go without it, nor make a second story.
  let isSending = false;
  let pressed;
  form.addEventListener("submit", (event) => {
    if (!isSending) return;
    event.preventDefault();
    pressed = event.submitter;
    tell(texts.waiting);
  });

  const tell = (words) => (form.querySelector("[data-sending] p").textContent = words);

  function hold(isHeld) {
    isSending = isHeld;
    for (const part of form.querySelectorAll("[data-uploads], button[name=remove]")) part.disabled = isHeld;
  }

  async function send(change) {
    const words = typed();
    const body = new FormData(form);
    remember();
    hold(true);
    pressed = undefined;
    form.querySelector("[data-sending]").hidden = false;
    tell(texts.uploading);
    await change(body);
    // Last of all, as in the form: by this the server knows that everything before it came.
    body.delete("whole");
    body.append("whole", "1");
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      form.querySelector("[data-sending] progress").value = (100 * loaded) / total;
    });
    request.addEventListener("loadend", () => {
      hold(false);
      if (request.status === 401 || request.status === 403) tell(texts.signedOut);
      else if (!arrived(request, words)) tell(texts.offline);
      // What was refused is read before she goes on.
      else if (request.status === 200 && !form.querySelector("[role=alert]") && pressed) form.requestSubmit(pressed);
    });
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
  }

  function arrived(request, words) {
    let answer;
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      return false;
    }
    texts.known = form.elements.known.value = answer.known;
    if (request.status === 200) {
      forget(key());
      take(answer);
      say(texts.uploaded);
      // What was typed while the files were on their way.
      if (!same(words, typed())) remember();
    } else {
      tell(answer.errors.join(" "));
      form.querySelector("[data-sending] progress").value = 0;
    }
    return true;
  }

  function take(answer) {
    texts.story = answer.address.split("/").at(-2);
    form.action = answer.address;
    history.replaceState(null, "", answer.address);
    const box = form.querySelector("[data-files]");
    const lines = new Map([...box.querySelectorAll("input[name^=alt-]")].map((input) => [input.name, input.value]));
    box.innerHTML = answer.files;
    for (const [name, value] of lines) if (form.elements[name]) form.elements[name].value = value;
    const empty = [...box.querySelectorAll("input[name^=alt-]")].find((input) => !input.value);
    empty?.focus({ preventScroll: true });
    box.querySelector("[role=alert]")?.scrollIntoView({ block: "center" });
    withScript();
  }

  function withScript() {
    for (const part of form.querySelectorAll("[data-without-script]")) part.hidden = true;
  }

  lookForWords();
  withScript();
}

// A picture as large as any screen shows it: a twentieth of what a phone's camera makes. What cannot be opened here goes
// as it is, and the server says what is wrong with it.
async function smaller(file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = LARGEST_SIDE / Math.max(picture.width, picture.height);
    if (scale >= 1) return file;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [picture.width * scale, picture.height * scale].map(Math.round);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.88));
    return made && made.size < file.size ? new File([made], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}
