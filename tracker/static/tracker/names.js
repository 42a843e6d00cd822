// Names for what the admin's own widgets leave without: those who cannot see the label beside a
// choice hear it. Runs after the admin has made its widgets, and again for each row that is added.
"use strict";
(() => {
  const all = (selector, within) => [...within.querySelectorAll(selector)];

  function nameChoices(within) {
    for (const choice of all("select.admin-autocomplete", within)) {
      const name = choice.getAttribute("aria-label") ?? choice.labels[0]?.textContent.replace(/:\s*$/, "");
      const box = choice.nextElementSibling?.querySelector(".select2-selection");
      if (!name || !box) continue;
      box.setAttribute("aria-label", name);
      box.querySelector("input")?.setAttribute("aria-label", name);
      const chosen = box.querySelector("[role=textbox]");
      if (!chosen) continue;
      box.id = `${choice.id}-box`;
      box.setAttribute("aria-labelledby", `${box.id} ${chosen.id}`);
      for (const wrong of ["role", "aria-readonly"]) chosen.removeAttribute(wrong);  // it is what was chosen
    }
  }

  function nameColumns() {
    for (const head of all(".tabular thead th:empty", document)) {
      const words = head.classList.contains("original") ? "Row" : "Remove";
      head.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: words }));
    }
  }

  // Each of several choices can be taken out by itself; one more button would break their list.
  for (const choice of all("select.admin-autocomplete[multiple]", document)) choice.dataset.allowClear = "false";
  django.jQuery(() => { nameChoices(document); nameColumns(); });
  document.addEventListener("formset:added", (event) => nameChoices(event.target));
})();
