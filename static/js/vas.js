// The number and the slider of a VAS say the same; a slider nobody has touched is not an answer of 0.
function parts(root) {
  return { number: root.querySelector("[data-vas-number]"), slider: root.querySelector("[data-vas-slider]") };
}

function draw(root) {
  const { number, slider } = parts(root);
  const text = number.value.trim();
  const valid = /^\d{1,3}$/.test(text) && Number(text) <= 100;
  root.classList.toggle("vas--blank", text === "");
  if (valid) slider.value = text;
  if (text === "") slider.value = 0;
  slider.setAttribute("aria-valuetext", valid ? text : slider.dataset.blankText);
}

function record(root) {
  const { number, slider } = parts(root);
  if (number.value === slider.value) return;
  number.value = slider.value;
  number.dispatchEvent(new Event("input", { bubbles: true }));
  number.dispatchEvent(new Event("change", { bubbles: true }));
}

function clear(root) {
  const { number } = parts(root);
  number.value = "";
  number.dispatchEvent(new Event("input", { bubbles: true }));
  number.dispatchEvent(new Event("change", { bubbles: true }));
  number.focus();
}

document.addEventListener("input", (event) => {
  const root = event.target.closest?.("[data-vas]");
  if (!root) return;
  if (event.target.matches("[data-vas-slider]")) {
    event.stopPropagation(); // the number speaks for both
    parts(root).number.value = event.target.value;
    parts(root).number.dispatchEvent(new Event("input", { bubbles: true }));
  } else draw(root);
}, true);

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-vas-slider]")) return;
  event.stopPropagation();
  parts(event.target.closest("[data-vas]")).number.dispatchEvent(new Event("change", { bubbles: true }));
}, true);

// 0 on an untouched slider moves nothing, so no input event comes: a press or Home there is still an answer
document.addEventListener("click", (event) => {
  const root = event.target.closest?.("[data-vas]");
  if (!root) return;
  if (event.target.closest("[data-vas-clear]")) clear(root);
  else if (event.target.matches("[data-vas-slider]")) record(root);
});

document.addEventListener("keydown", (event) => {
  const root = event.target.closest?.("[data-vas]");
  if (!root || !event.target.matches("[data-vas-slider]")) return;
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    clear(root);
    event.target.focus();
  } else if (event.key === "Home" || event.key === "ArrowLeft" || event.key === "ArrowDown" || event.key === "PageDown") {
    if (event.target.value === "0") record(root);
  }
});

function drawAll(within) {
  within.querySelectorAll?.("[data-vas]").forEach(draw);
}
drawAll(document);
document.addEventListener("htmx:load", (event) => drawAll(event.detail.elt));
