// The search of the baked site: Pagefind finds, this shows. Texts are only ever set as text.
const PART = 20;
const asked = new URLSearchParams(location.search).get("q")?.trim() ?? "";
const [told, results, further, names] = ["told", "results", "further", "names"].map(
  (id) => document.getElementById(id));

const element = (tag, text = "", properties = {}) =>
  Object.assign(document.createElement(tag), { textContent: text, ...properties });

// An excerpt has <mark> around what was found, and &lt; and &gt; for the signs of the text.
const plain = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
const marked = (excerpt) => {
  const shown = element("bdi");
  excerpt.split(/<mark>(.*?)<\/mark>/).forEach((text, at) =>
    shown.append(at % 2 ? element("mark", plain(text)) : plain(text)));
  return shown;
};

// The index holds the addresses without a language; this page knows its own.
const home = document.querySelector("form[role=search]").getAttribute("action").replace(/search\/$/, "");

const line = ({ url, meta, excerpt }) => {
  const shown = element("li", "");
  const link = element("a", "", { href: url.replace(/^\//, home) });
  link.append(element("bdi", meta.title));
  const about = element("span", meta.about, { className: "meta", lang: "en" });
  const words = element("p", "", { className: "note summary" });
  words.append(marked(excerpt));
  shown.append(link, " ", about, words);
  return shown;
};

const show = async (found) => {
  const part = await Promise.all(found.splice(0, PART).map((one) => one.data()));
  results.append(...part.map(line));
  results.hidden = false;
  further.hidden = !found.length;
};

if (asked) {
  for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
  told.textContent = told.dataset.searching;
  try {
    const pagefind = await import("/pagefind/pagefind.js");
    const found = [...(await pagefind.search(asked)).results];
    told.textContent = found.length
      ? `${told.dataset.found} ${found.length}.`
      : told.dataset.none;
    await show(found);
    names.hidden = found.length > 0;
    further.addEventListener("click", () => show(found));
  } catch (error) {
    told.textContent = told.dataset.broken;
    throw error;
  }
}
