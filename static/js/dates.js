// A typed date is read when its field is left, never on the way: an intermediate date must not exist anywhere.
const SHAPES = [
  [/^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$/, (m) => [m[3], m[2], m[1]]],
  [/^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/, (m) => [m[1], m[2], m[3]]],
  [/^(\d{1,2})[./ -](\d{4})$/, (m) => [m[2], m[1]]],
  [/^(\d{4})[./-](\d{1,2})$/, (m) => [m[1], m[2]]],
];

// -> {day: Date, month: bool}, "unreadable" or "impossible"; the same reading as registry/typed_date.py
function read(text) {
  const typed = text.trim().replace(/\s+/g, " ");
  for (const [shape, order] of SHAPES) {
    const match = typed.match(shape);
    if (!match) continue;
    const [year, month, day] = order(match).map(Number);
    const found = new Date(Date.UTC(year, month - 1, day ?? 1));
    const exists = year > 0 && found.getUTCMonth() === month - 1 && found.getUTCDate() === (day ?? 1);
    return exists ? { day: found, month: day === undefined } : "impossible";
  }
  return "unreadable";
}

function inWords({ day, month }) {
  const form = month ? { month: "long", year: "numeric" } : { weekday: "short", day: "numeric", month: "long", year: "numeric" };
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  return new Intl.DateTimeFormat(language, { ...form, timeZone: "UTC" }).format(day);
}

function verdict(field) {
  const text = field.value.trim();
  const { wrong, wrongMonth, impossible } = field.dataset;
  const monthAllowed = "monthAllowed" in field.dataset;
  const found = read(text);
  if (found === "impossible") return [impossible.replace("{found}", text), true];
  if (found === "unreadable" || (found.month && !monthAllowed)) return [(monthAllowed ? wrongMonth : wrong).replace("{found}", text), true];
  return [inWords(found), false];
}

function check(field) {
  const reading = document.getElementById(`${field.id}_reading`);
  const [text, wrong] = field.value.trim() ? verdict(field) : ["", false];
  if (reading) {
    reading.textContent = text;
    reading.classList.toggle("is-wrong", wrong);
  }
  if (wrong) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

// A verdict may add a line. While the mouse is down it waits: what is being pressed must not move away beneath it.
let pressed = false;
document.addEventListener("pointerdown", () => { pressed = true; }, true);
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => { pressed = false; }, true);

document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-date]")) return;
  if (pressed) document.addEventListener("pointerup", () => setTimeout(() => check(field)), { once: true });
  else check(field);
});

function readAll(within) {
  within.querySelectorAll?.("[data-date]").forEach((field) => {
    if (field.value.trim() && !field.hasAttribute("aria-invalid")) check(field);
  });
}
readAll(document);
document.addEventListener("htmx:load", (event) => readAll(event.detail.elt));
