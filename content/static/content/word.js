// What was copied in Word or WPS brings along what its page hides: words that were struck out, remarks at the margin, lines
// broken inside sentences, bullets that are letters of a font of signs. Running text and tables are spared them.
window.fromWord = (() => {
  const WORD = /class="?'?mso|mso-|urn:schemas-microsoft-com:office/i;
  const TRACES = "del, s, strike, .msoDel, .MsoCommentReference, .msocomanchor, .msocomoff";
  const UNSEEN = /mso-element:\s*comment|mso-hide:\s*all|display:\s*none|line-through/i;
  const WIDE = "\\u2014\\u2018-\\u201d\\u2026\\u3000-\\u9fff\\uff00-\\uffef";
  // Word breaks its lines inside sentences; between two characters that are written without a space there is none.
  const BROKEN = new RegExp(`(?<=[${WIDE}])\\s*[\\r\\n]\\s*(?=[${WIDE}])`, "g");
  const SIGNS = /wingdings|webdings|symbol/i;
  const TYPED = /^\s*(\d+|[a-z]|[ivx]+)\.\s+/;
  // The editor takes "2. " at the beginning of a paragraph for an item of a list, and the number away; not with this space.
  const SPACE = "\u2002";

  function textsOf(block) {
    const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    return texts;
  }

  function cut(block, from, count) {
    for (const text of textsOf(block)) {
      if (count <= 0) break;
      const part = Math.max(0, Math.min(count, text.length - from));
      text.deleteData(Math.min(from, text.length), part);
      from = Math.max(0, from - text.length - part);
      count -= part;
    }
  }

  // Takes away what a reader of the document would not see as its text, and says whether there was any.
  function leaveOut(body) {
    body.querySelectorAll("script, style, o\\:p").forEach((part) => part.remove());
    const hidden = [...body.querySelectorAll("[style]")].filter((part) => UNSEEN.test(part.getAttribute("style")));
    const traces = [...body.querySelectorAll(TRACES), ...hidden];
    traces.forEach((part) => part.remove());
    return traces.length > 0;
  }

  function joinLines(body) {
    for (const block of body.querySelectorAll("p, li, td, h1, h2, h3, h4, h5, h6"))
      for (const gap of [...block.textContent.matchAll(BROKEN)].reverse()) cut(block, gap.index, gap[0].length);
  }

  // How a paragraph begins: its bullet or number, as Word counted it or as somebody typed it.
  function beginningOf(block) {
    const styled = [...block.querySelectorAll("[style]")];
    const ignored = styled.find((part) => /mso-list:\s*ignore/i.test(part.getAttribute("style")));
    const typed = ignored ? null : TYPED.exec(block.textContent);
    const mark = ignored ? ignored.textContent.trim() : (typed?.[0].trim() ?? "");
    const font = ignored ? ignored.outerHTML + ignored.parentElement.getAttribute("style") : "";
    const bullet = Boolean(ignored) && (SIGNS.test(font) || /^([^\p{L}\p{N}]|o)$/u.test(mark));
    if (ignored) ignored.remove();
    else if (typed) cut(block, 0, typed[0].length);
    return { block, mark, bullet, number: /^\d+\.$/.test(mark) ? parseInt(mark, 10) : null };
  }

  const follows = (next, last) =>
    last.block.nextElementSibling === next.block &&
    (last.bullet ? next.bullet : last.number !== null && next.number === last.number + 1);

  function runsOf(beginnings) {
    const runs = [];
    for (const beginning of beginnings) {
      const run = runs.at(-1);
      if (run && follows(beginning, run.at(-1))) run.push(beginning);
      else runs.push([beginning]);
    }
    return runs;
  }

  // A list that goes through from 1 is one here as well. Numbers between which something else stands would all become 1.
  function makeLists(body) {
    for (const run of runsOf([...body.querySelectorAll("p")].map(beginningOf))) {
      const [{ block, bullet, number }] = run;
      if (bullet || (number === 1 && run.length > 1)) {
        const list = body.ownerDocument.createElement(bullet ? "ul" : "ol");
        block.before(list);
        for (const item of run) {
          const line = body.ownerDocument.createElement("li");
          line.append(...item.block.childNodes);
          list.append(line);
          item.block.remove();
        }
      } else for (const item of run) if (item.mark) item.block.prepend(item.mark + (/[!-~]$/.test(item.mark) ? SPACE : ""));
    }
  }

  function tell(place) {
    const note = document.createElement("p");
    note.className = "help-block help-warning from-word";
    note.setAttribute("role", "status");
    note.textContent = window.django.gettext(
      "Words that were struck out, and remarks at the margin, were left out. Read once more what has come in.",
    );
    if (place.nextElementSibling?.matches(".from-word")) place.nextElementSibling.remove();
    place.after(note);
    note.scrollIntoView({ block: "center" });
  }

  const handedOn = new WeakSet();

  document.addEventListener(
    "paste",
    (event) => {
      const editor = event.target.closest?.("[data-draftail-editor-wrapper]");
      const html = editor && !handedOn.has(event) ? (event.clipboardData?.getData("text/html") ?? "") : "";
      if (!WORD.test(html) || html.includes("data-draftjs-conductor-fragment")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { body } = new DOMParser().parseFromString(html, "text/html");
      const left = leaveOut(body);
      joinLines(body);
      body.querySelectorAll("p").forEach((block) => block.textContent.trim() || block.remove());
      makeLists(body);
      const copied = new DataTransfer();
      copied.setData("text/html", body.innerHTML);
      // Where the editor finds nothing in the first it would take the second, and with it all that was struck out.
      copied.setData("text/plain", body.textContent.trim());
      const paste = new Event("paste", { bubbles: true, cancelable: true });
      Object.defineProperty(paste, "clipboardData", { value: copied });
      handedOn.add(paste);
      event.target.dispatchEvent(paste);
      // Once the text stands: it would push the note out of sight again.
      if (left) requestAnimationFrame(() => tell(editor));
    },
    true,
  );

  return { BROKEN, leaveOut, tell };
})();
