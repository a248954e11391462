// A form that is kept as a draft and answered as it is filled says when something was typed: the event columna:typed.
// A date is read when its field is left. One that is being typed is held back: the server gets what stood there before.
const settled = new WeakMap();
const isDate = (field) => Boolean(field?.matches?.("form[data-typed] [data-date]"));

function say(form) {
  form.dispatchEvent(new CustomEvent("columna:typed", { bubbles: true }));
}

document.addEventListener("focusin", (event) => {
  if (isDate(event.target)) settled.set(event.target, event.target.value);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-typed]");
  if (form && !isDate(event.target)) say(form);
});

document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-typed]");
  if (!form) return;
  if (isDate(event.target)) settled.set(event.target, event.target.value);
  say(form);
});

document.addEventListener("htmx:configRequest", (event) => {
  const field = document.activeElement;
  const sent = event.detail.formData;
  if (isDate(field) && settled.has(field) && sent.has(field.name)) sent.set(field.name, settled.get(field));
});

// Enter in one of eighty fields is not the wish to save them all; Ctrl and Enter is (a short form says data-enter-saves)
document.addEventListener("keydown", (event) => {
  const form = event.key === "Enter" && event.target.matches?.("input, select") && event.target.closest("form[data-typed]:not([data-enter-saves])");
  if (!form) return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) form.requestSubmit();
});

// what is saved is no longer a draft: a draft on its way must not arrive after it
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-typed]")) return;
  event.target.querySelectorAll("[hx-post]").forEach((element) => element.dispatchEvent(new Event("htmx:abort")));
});
