// A link to #fact-… leads to the question itself: its section opens and its control takes the focus.
const CONTROL = "input:checked, input:not([type=hidden]), select, textarea";

// a question that is hidden is answered by way of its parent
function asked(question) {
  if (!question?.hidden) return question;
  return asked(document.getElementById(`fact-${question.dataset.shownWhen.split("=")[0]}`));
}

function go(hash) {
  const place = hash.startsWith("#fact-") && document.getElementById(decodeURIComponent(hash.slice(1)));
  const question = place && asked(place.closest("[data-question]"));
  if (!question) return;
  const section = question.closest("details");
  if (section) section.open = true;
  question.scrollIntoView({ block: "center" });
  (question.querySelector("input:checked:not([data-still-so])") ?? question.querySelector(CONTROL))?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || link.pathname !== location.pathname || !link.hash.startsWith("#fact-")) return;
  event.preventDefault();
  history.replaceState(null, "", link.hash);
  go(link.hash);
});
window.addEventListener("hashchange", () => go(location.hash));
// after the page has loaded: the browser's own jump to the fragment would take the focus away again
if (document.readyState === "complete") go(location.hash);
else window.addEventListener("load", () => setTimeout(() => go(location.hash)));
