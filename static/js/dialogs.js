// Dialogs confirm what cannot be undone. The element's own focus trap, Escape and return of focus are the browser's.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog-open]");
  if (opener) document.getElementById(opener.dataset.dialogOpen)?.showModal();
  else if (event.target.closest?.("[data-dialog-close]")) event.target.closest("dialog")?.close();
});

// a menu made of <details> closes on Escape and on a press elsewhere
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.bar__menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.bar__menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
