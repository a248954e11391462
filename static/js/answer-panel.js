// The advice that forms beside a form: folded into a line on a small screen, said aloud only when it changed.
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-answer-toggle]");
  if (!button) return;
  const open = button.closest("[data-answer]").classList.toggle("answer--open");
  button.setAttribute("aria-expanded", String(open));
  button.textContent = open ? button.dataset.hide : button.dataset.show;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const panel = event.target.closest?.("[data-answer]");
  const said = panel?.querySelector("[data-said]")?.dataset.said;
  if (!said) return;
  const short = panel.querySelector("[data-answer-short]");
  const aloud = panel.querySelector("[data-answer-said]");
  short.textContent = said;
  if (aloud.textContent !== said) aloud.textContent = said;
});
