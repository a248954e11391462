// A long form in sections: each head counts what is recorded, and a section that is complete folds when it is left.
function questions(section) {
  return [...section.querySelectorAll(".field")].filter((field) => !field.closest("[hidden]"));
}

function isRecorded(field) {
  if (field.hasAttribute("data-known")) return true; // known from elsewhere, without an answer here
  const controls = [...field.querySelectorAll("input[name], select[name], textarea[name]")];
  return controls.some((control) => {
    if (control.type === "radio" || control.type === "checkbox") return control.checked && control.value !== "";
    return control.value.trim() !== "";
  });
}

function count(section) {
  const asked = questions(section);
  const recorded = asked.filter(isRecorded).length;
  const place = section.querySelector("[data-section-count]");
  if (place) place.textContent = place.dataset.text.replace("{recorded}", recorded).replace("{asked}", asked.length).replace("{open}", asked.length - recorded);
  section.classList.toggle("section--complete", asked.length > 0 && recorded === asked.length);
}

function countAll() {
  document.querySelectorAll("[data-section]").forEach(count);
}

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (form?.querySelector("[data-section]")) countAll(); // all, because an answer may show a question elsewhere
});

// when the focus goes to another section; never while one is pressing something in this one
document.addEventListener("focusin", (event) => {
  const here = event.target.closest("[data-section]");
  if (!here) return;
  document.querySelectorAll("[data-section].section--complete[open]").forEach((section) => {
    if (section === here || section.hasAttribute("data-section-stays") || !section.dataset.entered) return;
    const before = event.target.getBoundingClientRect().top;
    section.open = false;
    window.scrollBy(0, event.target.getBoundingClientRect().top - before); // what one looks at stays where it is
  });
  here.dataset.entered = "yes";
});

// a link to a question inside a folded section opens it
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const wanted = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const section = wanted?.closest("details:not([open])");
  if (section) section.open = true;
});
countAll();
document.addEventListener("htmx:load", countAll);
