// Single keys, outside fields only, and only for people who have them switched on.
// An element says which: data-shortcut="n", "/" or "g l" (two keys, one after the other).
const PAUSE_MS = 1200;
let before = "";
let forget = 0;

const isOn = () => document.body.dataset.shortcuts === "on";
const isTyping = (target) => Boolean(target.closest?.("input, select, textarea, [contenteditable], dialog[open]"));

function act(element) {
  if (element.matches("input, textarea, select")) {
    element.focus();
    element.select?.();
  } else element.click();
}

function find(keys) {
  return [...document.querySelectorAll("[data-shortcut]")].find((element) => element.dataset.shortcut === keys);
}

function listThem() {
  const list = document.querySelector("[data-shortcut-list]");
  list.querySelectorAll("[data-found]").forEach((row) => row.remove());
  document.querySelectorAll("[data-shortcut][data-shortcut-label]").forEach((element) => {
    const term = document.createElement("dt");
    const words = document.createElement("dd");
    element.dataset.shortcut.split(" ").forEach((key) => {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      term.append(cap, " ");
    });
    words.textContent = element.dataset.shortcutLabel;
    term.dataset.found = words.dataset.found = "";
    list.append(term, words);
  });
}

function help() {
  listThem();
  document.getElementById("shortcuts-help")?.showModal();
}

function wait(key) {
  before = key;
  clearTimeout(forget);
  forget = setTimeout(() => { before = ""; }, PAUSE_MS);
}

document.addEventListener("keydown", (event) => {
  if (!isOn() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
  const keys = before ? `${before} ${event.key}` : event.key;
  before = "";
  if (keys === "?") return help();
  if (keys === "g") return wait("g");
  const element = find(keys);
  if (!element) return undefined;
  event.preventDefault();
  return act(element);
});
