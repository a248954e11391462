// Zoom for the map: buttons anywhere on it, + − 0 while the focus is in it. Arrows scroll the window by themselves.
const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const KEYS = { "+": "in", "=": "in", "-": "out", "−": "out", 0: "fit" };

const shown = (map) => [...map.querySelectorAll("[data-map-window]")].find((window) => window.offsetParent !== null);
const natural = (sheet) => sheet.viewBox.baseVal;
const scaleOf = (sheet) => sheet.getBoundingClientRect().width / natural(sheet).width;

function next(scale, way) {
  const further = way === "in" ? STEPS.filter((step) => step > scale + 0.01) : STEPS.filter((step) => step < scale - 0.01);
  return (way === "in" ? further[0] : further[further.length - 1]) ?? scale;
}

function say(map, sheet) {
  map.querySelector("[data-map-scale]").textContent = `${Math.round(scaleOf(sheet) * 100)} %`;
}

function zoom(map, way) {
  const window = shown(map);
  const sheet = window.querySelector("[data-map-sheet]");
  const before = scaleOf(sheet);
  const centre = [(window.scrollLeft + window.clientWidth / 2) / before, (window.scrollTop + window.clientHeight / 2) / before];
  window.classList.toggle("map__window--zoomed", way !== "fit");
  const scale = way === "fit" ? 1 : next(before, way);
  sheet.setAttribute("width", natural(sheet).width * scale);
  sheet.setAttribute("height", natural(sheet).height * scale);
  window.scrollTo(centre[0] * scale - window.clientWidth / 2, centre[1] * scale - window.clientHeight / 2);
  say(map, sheet);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-map-zoom]");
  if (button) zoom(button.closest("[data-map]"), button.dataset.mapZoom);
});

document.addEventListener("keydown", (event) => {
  const map = event.target.closest?.("[data-map]");
  const way = KEYS[event.key];
  if (!map || !way || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  zoom(map, way);
});

// What leads to a step and on from it stands out while the step has the focus or the pointer.
function mark(target, on) {
  const box = target.closest?.("[data-action]");
  if (!box) return;
  const sheet = box.closest("[data-map-sheet]");
  const code = box.dataset.action;
  sheet.querySelectorAll(`[data-from="${code}"], [data-to="${code}"]`).forEach((way) => way.classList.toggle("map-way--marked", on));
}
["focusin", "pointerover"].forEach((kind) => document.addEventListener(kind, (event) => mark(event.target, true)));
["focusout", "pointerout"].forEach((kind) => document.addEventListener(kind, (event) => mark(event.target, false)));
