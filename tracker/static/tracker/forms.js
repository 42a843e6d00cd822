// Nothing typed is lost: a copy of each open form is kept in this tab until it is stored, and
// leaving a changed form asks. Forms that can be filled again carry the field _can_refill.
"use strict";
(() => {
  const PREFIX = "peacetalks:form:";
  const user = document.currentScript.dataset.user;

  const copies = {
    keys: () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)),
    get: (key) => JSON.parse(sessionStorage.getItem(key) || "null"),
    drop: (key) => sessionStorage.removeItem(key),
    set: (key, value) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch { /* it is full: the page goes on without a copy */ }
    },
  };

  // What goes into a copy: no token, no password, no file, no button, no pattern of a row.
  const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) =>
    typeof value === "string" && !/^(csrfmiddlewaretoken|_refill)$|password|__prefix__/.test(name));
  // What an editor sees of it.
  const wordsOf = (form) => JSON.stringify(
    fieldsOf(form).filter(([name]) => form.elements[name]?.type !== "hidden"));

  const open = new Map(); // by form: under which key, and what stood there when it was opened
  const waiting = new Set(); // keys of copies that somebody has yet to decide about
  let leaving = false;

  function meet(form, number = 0) {
    if (!form?.elements._can_refill || open.has(form)) return;
    const key = `${PREFIX}${location.pathname}${location.search}#${form.id || number}`;
    const unsaved = "unsaved" in form.elements._can_refill.dataset;
    open.set(form, { key, before: wordsOf(form), unsaved });
    const copy = copies.get(key);
    if (copy && copy.user === user && !unsaved && copy.words !== wordsOf(form)) offer(form, key, copy);
  }

  const changed = () => [...open].filter(([form, { before, unsaved }]) =>
    form.isConnected && (unsaved || wordsOf(form) !== before)).map(([form]) => form);

  function keep(sent = false) {
    if (leaving) return;
    const kept = changed();
    for (const [form, { key }] of open) {
      const at = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      if (kept.includes(form)) {
        copies.set(key, { user, at, sent, words: wordsOf(form), fields: fieldsOf(form) });
      } else if (!waiting.has(key)) {
        copies.drop(key);
      }
    }
  }

  function button(text, act) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, className: "button" });
    made.addEventListener("click", act);
    return made;
  }

  function offer(form, key, copy) {
    waiting.add(key);
    const bar = Object.assign(document.createElement("div"), { className: "unsent", role: "status" });
    bar.append(`What you typed here at ${copy.at} was not saved. `,
      button("Put it back", () => putBack(form, copy)), " ",
      button("Throw it away", () => { copies.drop(key); waiting.delete(key); bar.remove(); }));
    form.before(bar);
  }

  // The server fills the form again: it knows how to make rows and choices, and merges.
  function putBack(form, copy) {
    const again = Object.assign(document.createElement("form"), { method: "post", hidden: true });
    const token = form.elements.csrfmiddlewaretoken.value;
    for (const [name, value] of [...copy.fields, ["_refill", "1"], ["csrfmiddlewaretoken", token]]) {
      again.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    document.body.append(again);
    leaving = true;
    again.submit();
  }

  addEventListener("DOMContentLoaded", () => {
    if (location.pathname.endsWith("/logout/")) copies.keys().forEach(copies.drop);
    if (document.querySelector(".messagelist .success")) {
      copies.keys().filter((key) => copies.get(key).sent).forEach(copies.drop);
    }
    [...document.forms].forEach(meet);
    document.querySelector("form[data-go-on]")?.requestSubmit();
  });
  addEventListener("focusin", (event) => meet(event.target.form)); // forms that scripts put there
  addEventListener("submit", (event) => {
    if (event.defaultPrevented || !open.has(event.target)) return;
    keep(true);
    leaving = true;
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && changed().length) event.preventDefault();
  });
  addEventListener("pagehide", () => keep());
  addEventListener("pageshow", (event) => { if (event.persisted) leaving = false; });
  setInterval(keep, 2000);
})();
