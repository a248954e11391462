// A number and its slider say the same; a slider nobody has touched is not an answer.
function parts(root) {
  return { number: root.querySelector("[data-slider-number]"), range: root.querySelector("[data-slider-range]") };
}

function typed(number) {
  const text = number.value.trim().replace("−", "-").replace(",", ".");
  return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

function draw(root) {
  const { number, range } = parts(root);
  const value = typed(number);
  root.classList.toggle("vas--blank", number.value.trim() === "");
  range.value = value ?? range.min; // beyond its end the slider stands at its end: the number speaks
  range.setAttribute("aria-valuetext", value === null ? range.dataset.blankText : number.value.trim());
}

function said(number) {
  number.dispatchEvent(new Event("input", { bubbles: true }));
  number.dispatchEvent(new Event("change", { bubbles: true }));
}

function record(root) {
  const { number, range } = parts(root);
  if (number.value === range.value) return;
  number.value = range.value;
  said(number);
}

function clear(root) {
  const { number } = parts(root);
  number.value = "";
  said(number);
  number.focus();
}

document.addEventListener("input", (event) => {
  const root = event.target.closest?.("[data-slider]");
  if (!root) return;
  if (event.target.matches("[data-slider-range]")) {
    event.stopPropagation(); // the number speaks for both
    parts(root).number.value = event.target.value;
    parts(root).number.dispatchEvent(new Event("input", { bubbles: true }));
  } else draw(root);
}, true);

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-slider-range]")) return;
  event.stopPropagation();
  parts(event.target.closest("[data-slider]")).number.dispatchEvent(new Event("change", { bubbles: true }));
}, true);

// at its lowest an untouched slider moves nothing, so no input event comes: a press or Home there is still an answer
document.addEventListener("click", (event) => {
  const root = event.target.closest?.("[data-slider]");
  if (!root) return;
  if (event.target.closest("[data-slider-clear]")) clear(root);
  else if (event.target.matches("[data-slider-range]")) record(root);
});

const DOWNWARDS = new Set(["Home", "ArrowLeft", "ArrowDown", "PageDown"]);
document.addEventListener("keydown", (event) => {
  const root = event.target.closest?.("[data-slider]");
  if (!root || !event.target.matches("[data-slider-range]")) return;
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    clear(root);
    event.target.focus();
  } else if (DOWNWARDS.has(event.key) && event.target.value === event.target.min) record(root);
});

function drawAll(within) {
  within.querySelectorAll?.("[data-slider]").forEach(draw);
}
drawAll(document);
document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
