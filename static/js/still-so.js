// "Still so" puts the earlier answer into its control, where one sees what is about to be recorded.
const controlsOf = (question) => [...question.querySelectorAll("input[name]:not([data-still-so]), select[name]")];
const isTicked = (control) => control.type === "radio" || control.type === "checkbox";

function textsOf(question) {
  return controlsOf(question).filter((control) => !isTicked(control) || control.checked).map((control) => control.value);
}

function answer(question, texts) {
  controlsOf(question).forEach((control) => {
    if (isTicked(control)) control.checked = texts.includes(control.value);
    else control.value = texts[0];
  });
  const [first] = controlsOf(question);
  first.dispatchEvent(new Event("input", { bubbles: true }));
  first.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  const question = event.target.closest?.("[data-question]");
  const box = question?.querySelector("[data-still-so]");
  if (!box) return;
  const earlier = box.dataset.stillSo.split("|");
  if (event.target !== box) box.checked = box.checked && textsOf(question).join("|") === earlier.join("|");
  else if (box.checked) answer(question, earlier);
});
