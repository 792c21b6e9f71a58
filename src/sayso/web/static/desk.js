// Keys, the stash and copying: all that pages cannot do without a script. Every one of them has a link or a button as well.
"use strict";
(() => {
  const story = location.pathname.split("/")[2] || "";
  const keys = document.getElementById("keys");
  const read = (name, other) => { try { return localStorage.getItem(name) ?? other; } catch { return other; } };
  const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* a private window keeps nothing */ } };
  const keysOn = () => read("sayso-keys", "on") === "on";
  const stash = () => read(`sayso-stash-${story}`, "").split(",").filter(Boolean);
  const say = (words) => {
    const line = document.getElementById("said") ?? document.body.appendChild(Object.assign(document.createElement("p"), { id: "said", className: "unseen" }));
    line.setAttribute("role", "status");
    line.textContent = words;
  };

  const rows = () => [...document.querySelectorAll("#list a.row")];
  const current = () => document.querySelector('#list a.row[aria-current="true"]');
  const walk = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement.closest?.("a.row") ?? current());
    const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + step))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const focused = document.activeElement.closest?.("a.row");
    const row = focused ?? current();
    if (!row) return false;
    if (row.getAttribute("aria-current") === "true") location.href = row.dataset.report;
    else row.click();
    return true;
  };

  const press = (key) => {
    const target = document.querySelector(`#passage [data-key="${key}"]`);
    if (!target) return false;
    if (target.tagName === "DETAILS") {
      target.open = true;
      target.querySelector("input:not([type=hidden]), select")?.focus();
    } else target.click();
    return true;
  };
  const screens = { o: "overview", c: "claims", m: "matrix", l: "lineage", k: "contradictions", r: "review", s: "sources", t: "timeline", p: "map", w: "watch", a: "add" };
  let waiting = false;

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey || typing || !keysOn() || keys?.open) return;
    const key = event.key;
    let did = true;
    if (waiting && screens[key]) document.querySelector(`.top nav a[href*="/${screens[key]}"]`)?.click();
    else if (key === "j") walk(1);
    else if (key === "k") walk(-1);
    else if (key === "o" || (key === "Enter" && event.target.closest?.("#list a.row"))) did = open();
    else if (key === "/") document.getElementById("f-text")?.focus();
    else if (key === "f") { const more = document.getElementById("more"); if (more) { more.open = true; more.querySelector("select")?.focus(); } }
    else if (key === "?") keys?.showModal();
    else if ("axcsyYu".includes(key) && key.length === 1) did = press(key);
    else did = false;
    waiting = key === "g";
    if (did) event.preventDefault();
  });

  const copy = async (words, said) => {
    try { await navigator.clipboard.writeText(words); say(said); } catch { prompt("Copy this", words); }
  };
  const showStash = () => {
    const link = document.getElementById("stash");
    const held = stash();
    if (link) {
      link.hidden = !held.length;
      link.textContent = `Stash (${held.length})`;
      link.href = `/s/${story}/claims?ids=${held.join(",")}`;
    }
    for (const button of document.querySelectorAll("[data-stash]")) {
      button.hidden = false;
      button.textContent = held.includes(button.dataset.stash) ? "Unstash" : "Stash";
      button.setAttribute("aria-pressed", held.includes(button.dataset.stash));
    }
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { stash: claim, copy: link, cite } = button.dataset;
    if (claim) {
      const held = stash();
      keep(`sayso-stash-${story}`, (held.includes(claim) ? held.filter((one) => one !== claim) : [...held, claim]).join(","));
      showStash();
      say(held.includes(claim) ? "taken out of the stash" : "put into the stash");
    } else if (link) copy(new URL(link, location.href).href, "link copied");
    else if (cite) copy(cite, "citation copied");
    else if (button.id === "help") keys?.showModal();
  });

  // The words of the claim in view come to the middle of the pane; on a narrow screen the pane itself comes into view.
  const showWords = () => {
    const pane = document.getElementById("passage");
    const words = pane?.querySelector(".content");
    if (!words) return;
    if (pane.scrollHeight > pane.clientHeight) pane.scrollTop = Math.max(0, words.offsetTop - pane.clientHeight / 3);
    if (matchMedia("(max-width: 60rem)").matches) pane.scrollIntoView({ block: "start" });
  };
  const ready = () => {
    for (const button of document.querySelectorAll("[data-copy], [data-cite], #help")) button.hidden = false;
    showStash();
    const shown = document.querySelector("#passage [data-stash]")?.dataset.stash;
    for (const row of rows()) {
      if (row.dataset.claim === shown) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
  };
  const box = document.getElementById("keys-on");
  if (box) {
    box.checked = keysOn();
    box.addEventListener("change", () => keep("sayso-keys", box.checked ? "on" : "off"));
  }
  document.addEventListener("htmx:after:swap", () => { ready(); showWords(); });
  ready();
  current()?.scrollIntoView({ block: "nearest" });
  showWords();
})();
