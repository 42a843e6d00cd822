/* Places in the text of the reading desk, and where they are in the page. They are counted in code
   points, as the desk counts them, and not in UTF-16 units as the browser does. */
export const find = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const pieces = () => all("#article [data-at]");
const codePoints = (text) => [...text].length;

/* The words of a paragraph, as [start, end]. */
export function readWords(paragraph) {
  const own = all("[data-at]", paragraph);
  if (!own.length) return [];
  const words = [];
  const first = Number(own[0].dataset.at);
  const text = own.map((piece) => piece.textContent).join("");
  let units = 0;
  let points = first;
  for (const match of text.matchAll(/\S+/gu)) {
    points += codePoints(text.slice(units, match.index));
    const start = points;
    points += codePoints(match[0]);
    units = match.index + match[0].length;
    words.push([start, points]);
  }
  return words;
}

/* From a place in the page to one in the text, and back. */
function offsetOf(node, at) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-at]");
  if (piece) {
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(node, at);
    return Number(piece.dataset.at) + codePoints(before.toString());
  }
  const place = document.createRange();
  place.setStart(node, at);
  const next = pieces().find((one) => place.comparePoint(one, 0) >= 0);
  if (next) return Number(next.dataset.at);
  const last = pieces().at(-1);
  return Number(last.dataset.at) + codePoints(last.textContent);
}

export function placeOf(offset, isEnd) {
  const own = pieces();
  const holds = (piece) => {
    const start = Number(piece.dataset.at);
    const end = start + codePoints(piece.textContent);
    return isEnd ? start < offset && offset <= end : start <= offset && offset < end;
  };
  const piece = own.find(holds) ?? own.at(-1);
  const points = [...piece.textContent].slice(0, offset - Number(piece.dataset.at));
  return [piece.firstChild, points.join("").length];
}

/* What is selected in the article, or null. */
export function selectedSpan() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!find("#article")?.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start < end ? [start, end] : null;
}
