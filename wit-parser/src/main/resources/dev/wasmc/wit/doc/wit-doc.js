"use strict";

// The choice of colours, before anything is drawn.
const THEME = "wit-doc-theme";
const ROOT = document.currentScript.dataset.root;

function storedTheme() {
  try {
    return localStorage.getItem(THEME) || "";
  } catch {
    return "";
  }
}

function showTheme(theme) {
  if (theme === "light" || theme === "dark") {
    document.documentElement.dataset.theme = theme;
  } else {
    delete document.documentElement.dataset.theme;
  }
}

function storeTheme(theme) {
  showTheme(theme);
  try {
    localStorage.setItem(THEME, theme);
  } catch {
    // Where nothing can be stored the choice lasts as long as the page.
  }
}

showTheme(storedTheme());

// The search. Its index is a script: pages from files may read nothing else.
const SHOWN = 50;
let index = null;
let asked = false;

function witDocIndex(found) {
  index = found.entries.map(([name, kind, page, anchor, summary]) => ({
    name,
    lower: name.toLowerCase(),
    kind: found.kinds[kind],
    href: ROOT + found.pages[page][0] + anchor,
    title: found.pages[page][1],
    lowerTitle: found.pages[page][1].toLowerCase(),
    summary,
  }));
  search();
}

function loadIndex() {
  if (!asked) {
    asked = true;
    const script = document.createElement("script");
    script.src = ROOT + "search-index.js";
    document.head.append(script);
  }
}

/** How well an entry answers to a word: 0 for not at all. */
function rate(entry, word) {
  const last = entry.lower.split(/[./]/).pop();
  if (entry.lower === word || last === word || last.split("@")[0] === word) {
    return 100;
  }
  if (last.startsWith(word)) {
    return 60;
  }
  if (entry.lower.startsWith(word)) {
    return 50;
  }
  if (entry.lower.split(/[^a-z0-9]+/).some((part) => part.startsWith(word))) {
    return 40;
  }
  if (entry.lower.includes(word)) {
    return 20;
  }
  return entry.lowerTitle.includes(word) ? 5 : entry.summary.toLowerCase().includes(word) ? 2 : 0;
}

const WEIGHTS = { field: -15, case: -15, flag: -15, import: -20, export: -20 };

function find(text) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word);
  const found = [];
  for (const entry of words.length ? index : []) {
    const rates = words.map((word) => rate(entry, word));
    if (rates.every((one) => one > 0)) {
      const sum = rates.reduce((left, right) => left + right);
      found.push({ entry, rate: sum + (WEIGHTS[entry.kind] || 0) - entry.name.length / 100 });
    }
  }
  return found.sort((left, right) => right.rate - left.rate).map((one) => one.entry);
}

function element(tag, text, className) {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = className;
  return made;
}

function show(entries) {
  const matches = document.getElementById("matches");
  const rows = entries.slice(0, SHOWN).map((entry, i) => {
    const row = element("a", "", "");
    row.href = entry.href;
    row.id = "result" + i;
    row.role = "option";
    row.tabIndex = -1;
    row.ariaSelected = "false";
    row.append(element("span", entry.kind + " ", "where"), element("code", entry.name, ""));
    if (!entry.name.includes(entry.title)) {
      row.append(element("span", " " + entry.title, "where"));
    }
    row.append(element("span", entry.summary, "about"));
    return row;
  });
  const count = entries.length > SHOWN ? `The first ${SHOWN} of ${entries.length}` : "";
  const note = entries.length === 0 ? "Nothing found" : count;
  const shown = document.getElementById("note");
  shown.textContent = note;
  shown.hidden = !note;
  matches.replaceChildren(...rows);
  matches.hidden = rows.length === 0;
  document.getElementById("found").textContent = note || `${entries.length} found`;
  expand(rows.length > 0);
  select(0);
}

function open(isOpen) {
  document.getElementById("results").hidden = !isOpen;
  if (!isOpen) {
    expand(false);
  }
}

/** Whether there are matches to choose from; none is chosen so far. */
function expand(isExpanded) {
  const input = document.getElementById("search");
  input.ariaExpanded = String(isExpanded);
  input.removeAttribute("aria-activedescendant");
}

function search() {
  const text = document.getElementById("search").value.trim();
  if (text && index) {
    open(true);
    show(find(text));
  } else {
    open(false);
  }
}

function selected() {
  return document.querySelector("#matches [aria-selected=true]");
}

function select(position) {
  const rows = document.querySelectorAll("#matches a");
  const before = selected();
  if (before) {
    before.ariaSelected = "false";
  }
  if (rows.length > 0) {
    const row = rows[(position + rows.length) % rows.length];
    row.ariaSelected = "true";
    row.scrollIntoView({ block: "nearest" });
    document.getElementById("search").setAttribute("aria-activedescendant", row.id);
  }
}

function move(step) {
  const rows = [...document.querySelectorAll("#matches a")];
  select(rows.indexOf(selected()) + step);
}

function keyInSearch(event) {
  const input = event.target;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    move(event.key === "ArrowDown" ? 1 : -1);
    event.preventDefault();
  } else if (event.key === "Enter" && selected()) {
    const link = selected();
    open(false);
    link.click();
  } else if (event.key === "Escape") {
    open(false);
    input.blur();
  }
}

function isTyping(target) {
  return target.closest("input, select, textarea, [contenteditable]");
}

document.addEventListener("DOMContentLoaded", () => {
  const input = document.getElementById("search");
  const theme = document.getElementById("theme");
  document.getElementById("tools").hidden = false;
  theme.value = storedTheme();
  theme.addEventListener("change", () => storeTheme(theme.value));
  input.addEventListener("focus", loadIndex);
  input.addEventListener("focus", search);
  input.addEventListener("input", search);
  input.addEventListener("keydown", keyInSearch);
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search") || event.target.closest("#matches a")) {
      open(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if ((event.key === "/" || event.key === "s") && isPlain && !isTyping(event.target)) {
      event.preventDefault();
      input.focus();
      input.select();
    }
  });
  // Another page may ask: index.html?search=poll.
  const wanted = new URLSearchParams(location.search).get("search");
  if (wanted) {
    input.value = wanted;
    input.focus();
    loadIndex();
  }
});
