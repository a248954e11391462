// In a group of numbered answers a digit answers: the radio with that value. Tab goes on; Delete is in tri-state.js.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return;
  const group = event.target.closest?.("[data-number-keys]");
  const radio = group && [...group.querySelectorAll("input[type=radio]")].find((input) => input.value === event.key);
  if (!radio) return;
  event.preventDefault();
  radio.focus();
  if (!radio.checked) radio.click(); // click, so that input and change are sent as by hand
});
