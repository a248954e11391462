// A decision is about what is saved: once something is typed, it gives way to the word that says so.
document.addEventListener("columna:typed", () => {
  document.querySelectorAll("[data-until-typed]").forEach((element) => { element.hidden = true; });
  document.querySelectorAll("[data-when-typed]").forEach((element) => { element.hidden = false; });
});
