// A segmented question answers to y, n and Delete while the focus is in it; arrows are the browser's own.
const VALUE_OF_KEY = { y: "yes", n: "no", Delete: "", Backspace: "" };

function choose(group, value) {
  const radio = [...group.querySelectorAll("input[type=radio]")].find((input) => input.value === value);
  if (!radio) return false;
  radio.focus();
  if (!radio.checked) radio.click(); // click, so that input and change are sent as by hand
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const group = event.target.closest?.("[data-segments]");
  if (!group) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!(key in VALUE_OF_KEY)) return;
  if (!group.hasAttribute("data-tri-state") && VALUE_OF_KEY[key] !== "") return;
  if (choose(group, VALUE_OF_KEY[key])) event.preventDefault();
});
