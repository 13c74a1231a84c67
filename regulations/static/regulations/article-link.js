// Whoever presses the label of an article, 第四条, finds its address below it, to be copied or shared. Few do: the modules
// for that come with the first press.
const deeds = document.getElementById("article-deeds");
const field = document.getElementById("article-address");
const copy = deeds?.querySelector("[data-copy]");
const words = copy?.textContent;

if (deeds)
  document.addEventListener("click", ({ target }) => {
    const label = target.closest?.(".article__label[href^='#']");
    if (!label) return;
    field.value = label.href;
    copy.textContent = words;
    deeds.hidden = false;
    label.closest(".article").append(deeds);
    for (const module of deeds.dataset.modules.split(" ")) import(module);
  });
