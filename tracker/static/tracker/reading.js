/* The reading desk by mouse and by keyboard. Without it every link and form of the page works too:
   it fetches the same pages, and puts their parts in the places of the old ones. */
import { all, find, placeOf, readWords, selectedSpan } from "./reading-places.js";

let words = [];  // of the whole article: [start, end] in code points
let chosen = null;  // the words selected by keyboard: {from, to}, indexes into `words`
let current = 0;  // number of the sentence that the keyboard is at
let isDirty = false;  // something was typed in the panel
let latest = 0;  // counts requests: an answer that comes late is not shown

const picks = () => all("#article .pick");
const here = () => location.pathname;
const isUncited = (link) => link.dataset.standing === "uncited";

function prepare() {
  words = all("#article .line p").flatMap(readWords);
  chosen = null;
  const links = picks();
  const here = links.find((link) => link.id === `s${current}`) ?? links[0];
  for (const link of links) link.tabIndex = link === here ? 0 : -1;
}

function showChosen() {
  const [start, end] = [words[chosen.from][0], words[chosen.to][1]];
  getSelection().setBaseAndExtent(...placeOf(start, false), ...placeOf(end, true));
}

/* Fetching a page, and putting its parts in place. */
async function load(address, options = {}, parts = ["article", "progress", "panel", "cited"]) {
  const turn = ++latest;
  let page;
  try {
    const answer = await fetch(address, options);
    if (!answer.ok || new URL(answer.url).pathname !== here()) throw Error(answer.status);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.getElementById(parts.at(-1))) throw Error("another page");
  } catch {
    say("That did not get through: what you typed is still here. Sign in again in another tab if " +
        "your session has ended, and save once more.");
    return null;
  }
  if (turn !== latest) return null;
  for (const id of parts) {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
  find(".desk")?.classList.toggle("open", Boolean(find("#panel form")));
  if (parts.includes("article")) prepare();
  return page;
}

function say(words) {
  find("#said").textContent = words;
}

/* What a form would send; its token may be from before somebody signed in again in another tab. */
function dataOf(form, verb) {
  const data = new FormData(form);
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  if (token) data.set("csrfmiddlewaretoken", token[1]);
  data.set("verb", verb);
  return data;
}

const mayLeave = () => !isDirty || confirm("Leave what you typed in the panel unsaved?");

async function open(start, end, focusOn) {
  if (!mayLeave()) return getSelection().removeAllRanges();  // or the next drag would move these words
  const mending = find("#panel input[name=mend]")?.value ?? new URLSearchParams(location.search).get("mend");
  const query = new URLSearchParams({ start, end, ...(mending && { mend: mending }) });
  if (!await load(`${here()}?${query}`)) return;
  isDirty = false;
  getSelection().removeAllRanges();
  history.replaceState(null, "", `${here()}?${query}`);
  // Where a claim much like it is known, that is chosen or passed by first.
  const first = find("#claims input") ? "input[name=claim]:checked" : "#id_statement";
  focusFirst(focusOn ?? first, "#id_quote", "h2");
}

function focusFirst(...selectors) {
  selectors.map((one) => find(`#panel ${one}`)).find(Boolean)?.focus();
}

function close() {
  if (!mayLeave()) return;
  isDirty = false;
  latest += 1;
  const panel = find("#panel");
  if (find("form", panel)) panel.replaceChildren();
  find(".desk").classList.remove("open");
  history.replaceState(null, "", here());
  for (const piece of all("#article .picked")) piece.classList.remove("picked");
  goTo(find(`#s${current}`) ?? picks()[0]);
}

async function send(form, button) {
  const data = dataOf(form, button.value);
  const buttons = all("button", form);
  for (const one of buttons) one.disabled = true;
  const page = await load(form.action, { method: "POST", body: data });
  for (const one of buttons) one.disabled = false;
  if (!page) return;
  if (find("#panel form")) {
    say("");
    focusFirst(".wrong :is(input, textarea, select)", "h2");
    return;
  }
  isDirty = false;
  history.replaceState(null, "", here());
  say(all(".messagelist li", page).map((one) => one.textContent).join(" "));
  goTo(find(`#s${current}`) ?? picks()[0]);
  if (!isUncited(find(`#s${current}`))) step(1, isUncited);
}

let pause;
function search() {
  clearTimeout(pause);
  pause = setTimeout(async () => {
    const form = find("#citing");
    const checked = find("input[name=claim]:checked")?.value;
    const asked = { method: "POST", body: dataOf(form, "search"), headers: { "X-Part": "claims" } };
    await load(form.action, asked, ["claims"]);
    const again = all("input[name=claim]").find((one) => one.value === checked);
    if (again) again.checked = true;
  }, 200);
}

/* The keyboard in the article. */
function goTo(link) {
  if (!link) return;
  for (const one of picks()) one.tabIndex = one === link ? 0 : -1;
  current = Number(link.id.slice(1));
  link.focus();
  link.scrollIntoView({ block: "nearest" });
}

function step(by, wanted = () => true) {
  const links = picks();
  let at = links.findIndex((link) => link.id === `s${current}`) + by;
  while (links[at] && !wanted(links[at])) at += by;
  if (links[at]) {
    chosen = null;
    getSelection().removeAllRanges();
    goTo(links[at]);
  }
}

function wordsOf(link) {
  const [start, end] = [Number(link.dataset.start), Number(link.dataset.end)];
  const from = words.findIndex((word) => word[1] > start);
  const to = words.findLastIndex((word) => word[0] < end);
  return { from, to };
}

function extend(key, isEnd) {
  const sentence = wordsOf(find(`#s${current}`));
  const by = key === "ArrowRight" ? 1 : -1;
  if (!chosen) {
    chosen = { ...sentence };
    if (isEnd && by > 0) chosen.to = chosen.from - 1;
  }
  if (isEnd) chosen.to = Math.min(words.length - 1, Math.max(chosen.from, chosen.to + by));
  else chosen.from = Math.max(0, Math.min(chosen.to, chosen.from + by));
  showChosen();
}

function openChosen(link, focusOn) {
  const span = selectedSpan() ?? [Number(link.dataset.start), Number(link.dataset.end)];
  open(...span, focusOn);
}

function inArticle(event, link) {
  current = Number(link.id.slice(1));
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") extend(event.key, event.shiftKey);
  else if (event.key === "ArrowDown") step(1);
  else if (event.key === "ArrowUp") step(-1);
  else if (event.key === "u") step(1, isUncited);
  else if (event.key === "s") find("#submit-all")?.focus();
  else if (event.key === "f") openChosen(link, "#furnish");
  else if (event.key === "Enter") openChosen(link);
  else return;
  event.preventDefault();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape" && find("#panel form")) return close();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("#citing");
    if (form) return send(form, find("button[value=save]", form));
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
  if (event.key === "?") return find("#shortcuts").toggleAttribute("open");
  const link = event.target.closest("#article .pick");
  if (link) inArticle(event, link);
});

document.addEventListener("mouseup", (event) => {
  if (!event.target.closest?.("#article") || event.target.closest("a")) return;
  setTimeout(() => {  // only then does the browser know what a click has unselected
    const span = selectedSpan();
    if (!span) return;
    const sentence = picks().findLast((link) => Number(link.dataset.start) <= span[0]);
    if (sentence) current = Number(sentence.id.slice(1));
    open(...span);
  });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("#article .pick");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
    event.preventDefault();
    current = Number(link.id.slice(1));
    openChosen(link);
  } else if (event.target.closest("#panel .closelink")) {
    event.preventDefault();
    close();
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("#panel")) return;
  event.preventDefault();
  if (form.method === "get") open(form.elements.start.value, form.elements.end.value);
  else if (event.submitter?.value === "search") search();
  else if (event.submitter) send(form, event.submitter);
});

/* What the desk makes a ref of, where none is typed (reading_refs.py). */
const FILLING = new Set(("a an the of in on at to for and or by with from as is are was were be been has " +
  "have had that this it its their his her which who will would not no").split(" "));

function proposedRef(statement) {
  const plain = statement.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  let ref = "";
  for (const word of plain.match(/[a-z0-9]+/g) ?? []) {
    const longer = ref ? `${ref}-${word}` : word;
    if (longer.length > 60) break;
    if (!FILLING.has(word)) ref = longer;
  }
  return ref.length < 3 ? "" : ref;
}

document.addEventListener("input", (event) => {
  if (event.target.id === "id_q") search();
  else if (event.target.closest("#citing")) isDirty = true;
  if (event.target.id === "id_statement") find("#id_ref").placeholder = proposedRef(event.target.value);
});

document.addEventListener("keypress", (event) => {  // Enter in a line of text would press Search
  const isLine = event.target.matches("#citing input:not([type=search])");
  if (event.key === "Enter" && isLine && !event.ctrlKey) event.preventDefault();
});

addEventListener("beforeunload", (event) => isDirty && event.preventDefault());

// This script keeps what is typed by itself; forms.js is for forms that leave their page.
find("#citing input[name=_can_refill]")?.remove();
if (find("#article")) prepare();
