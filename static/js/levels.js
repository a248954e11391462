// On the drawing of the spine: Shift and a tick take every level since the last one; arrow keys go from level to level.
let last = null;

function boxes(spine) {
  return [...spine.querySelectorAll("input[type=checkbox]")];
}

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("[data-spine] input[type=checkbox]");
  if (!box) return;
  const all = boxes(box.closest("[data-spine]"));
  if (event.shiftKey && last && all.includes(last)) {
    const ends = [all.indexOf(last), all.indexOf(box)].sort((one, other) => one - other);
    all.slice(ends[0], ends[1] + 1).forEach((between) => { between.checked = box.checked; });
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }
  last = box;
});

document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const box = step && event.target.closest?.("[data-spine] input[type=checkbox]");
  if (!box) return;
  const seen = boxes(box.closest("[data-spine]")).filter((each) => each.offsetParent !== null);
  const next = seen[seen.indexOf(box) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
