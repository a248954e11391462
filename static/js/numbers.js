// A measured number is checked when its field is left: form and range. The server checks again.
const texts = document.getElementById("texts")?.dataset ?? {};

function wrong(field) {
  const found = field.value.trim();
  if (!found) return "";
  if (!/^[+\-−]?\d+([.,]\d+)?$/.test(found)) return texts.numberWrong.replace("{found}", found);
  const number = Number(found.replace("−", "-").replace(",", "."));
  if ("whole" in field.dataset && !Number.isInteger(number)) return texts.numberWhole.replace("{found}", found);
  const { low, high } = field.dataset;
  const outside = (low && number < Number(low)) || (high && number > Number(high));
  return outside ? texts.numberRange.replace("{found}", found).replace("{low}", low).replace("{high}", high) : "";
}

function messageOf(field) {
  const place = field.closest(".measure, .vas");
  let message = place.querySelector("[data-field-message]");
  if (!message) {
    message = document.createElement("span");
    message.dataset.fieldMessage = "";
    message.className = "field__error field__error--typed";
    message.id = `${field.id}_typed`;
    message.setAttribute("aria-live", "polite");
    place.append(message);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${message.id}`.trim());
  }
  return message;
}

document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-measure], [data-slider-number]")) return;
  const text = wrong(field);
  if (!text && !field.hasAttribute("aria-invalid")) return;
  messageOf(field).textContent = text;
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
});
