// "None of these" and a tick exclude each other; Delete makes the question not recorded again.
document.addEventListener("change", (event) => {
  const group = event.target.closest?.("[data-ticks]");
  if (!group || !event.target.checked) return;
  const none = group.querySelector("[data-ticks-none]");
  if (event.target === none) group.querySelectorAll("input:checked").forEach((box) => { box.checked = box === none; });
  else if (none) none.checked = false;
});

document.addEventListener("keydown", (event) => {
  const group = event.target.closest?.("[data-ticks]");
  if (!group || (event.key !== "Delete" && event.key !== "Backspace")) return;
  event.preventDefault();
  group.querySelectorAll("input:checked").forEach((box) => { box.checked = false; });
  event.target.dispatchEvent(new Event("change", { bubbles: true }));
});
