"""What a small or zoomed window loses of a page, as somebody would notice who works in it."""

_LOST = """() => {
  const say = (one) => one.outerHTML.slice(0, 160);
  const lost = [];
  const hidden = ".visually-hidden, .skip-to-content-link, .select2-hidden-accessible, .select2-search--inline";
  const visible = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest(hidden);
  if (document.documentElement.scrollWidth > innerWidth + 1) {
    lost.push(`the page is ${document.documentElement.scrollWidth} wide`);
  }
  for (const one of document.body.querySelectorAll("*")) {
    if (one.scrollWidth <= one.clientWidth + 1 || !one.clientWidth || !visible(one)) continue;
    if (one.matches("input, select, textarea")) continue;
    const flow = getComputedStyle(one).overflowX;
    if (/auto|scroll/.test(flow) && !one.querySelector("table")) lost.push(`scrolls sideways: ${say(one)}`);
    if (/hidden|clip/.test(flow) && one.clientWidth > 1) lost.push(`cut off: ${say(one)}`);
  }
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const one of document.querySelectorAll(controls)) {
    if (one.disabled || !visible(one)) continue;
    one.focus();
    const boxes = [...one.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
    const within = boxes.some((box) => box.left >= -1 && box.right <= innerWidth + 1);
    if (!within && !one.closest(".scroll, .results, .tabular, #changelist-form")) lost.push(`outside: ${say(one)}`);
    const above = boxes.map((box) => document.elementFromPoint(
      (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2, box.top + Math.min(box.height, 40) / 2));
    if (!above.some((top) => one.contains(top))) lost.push(`covered: ${say(one)} by ${above[0] && say(above[0])}`);
  }
  scrollTo(0, 0);
  return [...new Set(lost)];
}"""


def lost(page, width, height):
    """What is out of reach in a window of this size: sideways scrolling, cut words, covered controls.

    Zooming to 200 % is to halve the window, counted in CSS pixels.
    """
    page.set_viewport_size({"width": width, "height": height})
    return page.evaluate(_LOST)
