// A stopwatch that fills a number field, for tests timed on a tablet. Time comes from the clock, not from counting ticks.
const running = new Map(); // the timer's element -> when it was started

function show(timer, seconds) {
  timer.querySelector("[data-timer-time]").textContent = `${seconds.toFixed(1)} s`;
}

function elapsed(timer) {
  return (performance.now() - running.get(timer)) / 1000;
}

function label(timer) {
  const button = timer.querySelector("[data-timer-toggle]");
  button.textContent = running.has(timer) ? button.dataset.stop : button.dataset.start;
}

function tick(timer) {
  if (!running.has(timer)) return;
  const limit = Number(timer.dataset.timerLimit);
  const seconds = elapsed(timer);
  if (limit && seconds >= limit) return stop(timer, limit);
  show(timer, seconds);
  requestAnimationFrame(() => tick(timer));
}

function start(timer) {
  running.set(timer, performance.now());
  label(timer);
  tick(timer);
}

function fill(timer, text) {
  const field = document.getElementById(timer.dataset.timerTarget);
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

function stop(timer, seconds = elapsed(timer)) {
  running.delete(timer);
  label(timer);
  show(timer, seconds);
  fill(timer, seconds.toFixed(1));
}

function reset(timer) {
  running.delete(timer);
  label(timer);
  show(timer, 0);
  fill(timer, "");
}

document.addEventListener("click", (event) => {
  const timer = event.target.closest?.("[data-timer]");
  if (!timer) return;
  if (event.target.closest("[data-timer-reset]")) reset(timer);
  else if (event.target.closest("[data-timer-toggle]")) (running.has(timer) ? stop : start)(timer);
});
