// A question that only makes sense under an answer is shown under that answer; while hidden it sends nothing.
// data-shown-when="name=value" or "name=a|b", about fields of the same form. The server applies the same rule again.
// A fold with data-opened-when opens as such an answer is given, and sends what it holds either way.
function answersOf(form, name) {
  return new FormData(form).getAll(name).map(String);
}

function applies(rule, form) {
  const [name, values] = rule.split("=");
  const wanted = values.split("|");
  return answersOf(form, name).some((answer) => wanted.includes(answer));
}

function draw(form) {
  // in document order, so that a parent is settled before the child of its child
  form.querySelectorAll("[data-shown-when]").forEach((element) => {
    const shown = applies(element.dataset.shownWhen, form);
    element.hidden = !shown;
    element.querySelectorAll("input, select, textarea, button").forEach((control) => {
      if (shown && control.dataset.hushed !== undefined) {
        control.disabled = false;
        delete control.dataset.hushed;
      } else if (!shown && !control.disabled) {
        control.disabled = true;
        control.dataset.hushed = "";
      }
    });
  });
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form) return;
  draw(form);
  form.querySelectorAll("details[data-opened-when]").forEach((fold) => {
    if (fold.dataset.openedWhen.startsWith(`${event.target.name}=`) && applies(fold.dataset.openedWhen, form)) fold.open = true;
  });
});
function drawAll() {
  document.querySelectorAll("form").forEach(draw);
}
drawAll();
document.addEventListener("htmx:load", drawAll);
