// Copies the text of an element; where the browser refuses, the text is left selected and the person told.
function textOf(source) {
  return "value" in source ? source.value : source.innerText;
}

function select(source) {
  if ("select" in source) return source.select();
  return window.getSelection().selectAllChildren(source);
}

function announce(text, kind) {
  document.dispatchEvent(new CustomEvent("columna:announce", { detail: { value: text, kind } }));
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(textOf(source));
    announce(button.dataset.copied, "success");
  } catch {
    select(source);
    announce(button.dataset.notCopied, "caution");
  }
});
