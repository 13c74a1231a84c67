// Reads the page's text with the voice of the browser, sentence by sentence, since long utterances are cut off.
const button = document.querySelector("[data-read-button]");
const texts = [...document.querySelectorAll("[data-read-aloud]")];
const SENTENCES = /[^。！？；\n]+[。！？；\n]*/g;

// What stands in the text and is none of it, such as buttons, is away for the moment in which the words are taken.
const asides = () => texts.flatMap((text) => [...text.querySelectorAll("[data-not-read]:not([hidden])")]);

function sentences() {
  const away = asides();
  for (const aside of away) aside.hidden = true;
  const lines = texts.flatMap((text) => text.innerText.match(SENTENCES) ?? []).filter((line) => line.trim());
  for (const aside of away) aside.hidden = false;
  return lines;
}

function start(label) {
  const words = label.textContent;
  const lines = sentences();
  label.textContent = button.dataset.stop;
  button.setAttribute("aria-pressed", "true");
  const end = () => {
    label.textContent = words;
    button.setAttribute("aria-pressed", "false");
  };
  lines.forEach((line, place) => {
    const utterance = new SpeechSynthesisUtterance(line);
    utterance.lang = "zh-CN";
    utterance.rate = 0.95;
    if (place === lines.length - 1) utterance.addEventListener("end", end);
    utterance.addEventListener("error", end);
    speechSynthesis.speak(utterance);
  });
}

if (button && texts.length && "speechSynthesis" in window) {
  const label = button.querySelector("span");
  button.hidden = false;
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") speechSynthesis.cancel();
    else start(label);
  });
  addEventListener("pagehide", () => speechSynthesis.cancel());
}
