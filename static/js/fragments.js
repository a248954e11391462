// htmx and people: keep the focus across a swap, say what happened, and never lose what was typed when the server says no.
const texts = document.getElementById("texts")?.dataset ?? {};
const line = document.getElementById("messages");
let focusBefore = null;

function say(text, kind = "info") {
  if (!line || !text) return;
  const message = document.createElement("div");
  message.className = `message message--${kind}`;
  message.textContent = text;
  line.replaceChildren(message);
  if (kind !== "info" && kind !== "success") line.scrollIntoView({ block: "nearest" });
}

function whyRefused(xhr) {
  if (xhr.status === 409) return [texts.stale, "caution"];
  if (xhr.status === 404 || xhr.status === 410) return [texts.gone, "caution"];
  if (xhr.status === 401 || xhr.status === 403) return [texts.refused, "urgent"];
  return [texts.broken, "urgent"];
}

function answeredByLogin(xhr) {
  const login = document.body.dataset.loginUrl;
  return Boolean(login && xhr.responseURL && new URL(xhr.responseURL).pathname === login);
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (answeredByLogin(xhr)) {
    event.detail.shouldSwap = false;
    say(texts.signedOut, "caution");
    return;
  }
  if (xhr.status === 422) { // a form that came back with its errors
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
  const active = document.activeElement;
  focusBefore = active && event.detail.target?.contains(active) ? { id: active.id, name: active.name, value: active.value } : null;
});

document.addEventListener("htmx:afterSettle", (event) => {
  const fresh = event.target; // not detail.target: after an outerHTML swap that one is gone from the page
  const wanted = fresh.matches?.("[data-focus-here]") ? fresh : fresh.querySelector?.("[data-focus-here]");
  if (wanted) wanted.focus();
  else if (focusBefore && document.activeElement === document.body) restoreFocus(fresh);
  focusBefore = null;
});

function restoreFocus(fresh) {
  const byId = focusBefore.id && document.getElementById(focusBefore.id);
  const byName = focusBefore.name && fresh.querySelector?.(`[name="${CSS.escape(focusBefore.name)}"]`);
  const place = byId || byName || fresh;
  if (!place.matches("a, button, input, select, textarea, [tabindex]")) place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
}

document.addEventListener("htmx:responseError", (event) => say(...whyRefused(event.detail.xhr)));
document.addEventListener("htmx:sendError", () => say(texts.failed, "urgent"));
document.addEventListener("htmx:timeout", () => say(texts.failed, "urgent"));
document.addEventListener("columna:announce", (event) => say(event.detail?.value ?? event.detail, event.detail?.kind ?? "success"));
document.querySelector("[data-focus-here]")?.focus();
