// A stopwatch that fills a number field, for tests timed on a tablet. Time comes from the clock, not from counting ticks.
// Every stop is an attempt; the one that counts fills the field. A time typed by hand is never replaced without being asked.
const watches = new WeakMap(); // the timer's element -> its state
const MISTAP_S = 0.2; // a second tap this soon is the same tap
let running = null; // the timer's element: one at a time

const part = (timer, name) => timer.querySelector(`[data-timer-${name}]`);
const field = (timer) => document.getElementById(timer.dataset.timerTarget);
const seconds = (value) => value.toFixed(1);

function watch(timer) {
  if (!watches.has(timer)) watches.set(timer, { started: 0, attempts: [], chosen: null, before: null, typed: false });
  return watches.get(timer);
}

function elapsed(timer) {
  return (performance.now() - watch(timer).started) / 1000;
}

function tick(timer) {
  if (running !== timer) return;
  const limit = Number(timer.dataset.timerLimit);
  const now = elapsed(timer);
  if (limit && now >= limit) return stop(timer, limit);
  part(timer, "time").textContent = `${seconds(now)} s`;
  requestAnimationFrame(() => tick(timer));
}

function run(timer) {
  running = timer;
  const target = field(timer);
  if (target) target.readOnly = true;
  draw(timer);
  tick(timer);
}

function start(timer) {
  if (running) return;
  watch(timer).started = performance.now();
  run(timer);
}

function halt(timer) {
  running = null;
  const target = field(timer);
  if (target) target.readOnly = false;
}

function stop(timer, at = elapsed(timer)) {
  if (at < MISTAP_S) return;
  halt(timer);
  add(timer, Number(seconds(at)));
}

function add(timer, time) {
  const state = watch(timer);
  if (!state.attempts.length) state.before = field(timer)?.value ?? "";
  state.attempts.push(time);
  settle(timer);
  part(timer, "said").textContent = part(timer, "attempts").dataset.attempt.replace("{n}", state.attempts.length).replace("{time}", seconds(time));
}

// which attempt counts: the one that was chosen, else the first or the longest, as the test's protocol has it
function counting(timer) {
  const { attempts, chosen } = watch(timer);
  if (chosen !== null && chosen < attempts.length) return chosen;
  return timer.dataset.timerCounts === "best" ? attempts.indexOf(Math.max(...attempts)) : 0;
}

function settle(timer) {
  const state = watch(timer);
  const text = state.attempts.length ? seconds(state.attempts[counting(timer)]) : state.before;
  if (!state.typed || state.chosen !== null) fill(timer, text ?? "");
  draw(timer);
}

function fill(timer, text) {
  const target = field(timer);
  if (!target || target.value === text) return;
  target.value = text;
  target.dispatchEvent(new Event("input", { bubbles: true }));
  target.dispatchEvent(new Event("change", { bubbles: true }));
}

// undo: while it runs the start was a mistake; when it stands the last attempt was
function undo(timer) {
  const state = watch(timer);
  if (running === timer) {
    halt(timer);
  } else {
    state.attempts.pop();
    if (state.chosen !== null && state.chosen >= state.attempts.length) state.chosen = null;
  }
  settle(timer);
}

// the stop was a mistake: the clock has gone on all the while
function goOn(timer) {
  if (running || !watch(timer).attempts.length) return;
  watch(timer).attempts.pop();
  run(timer);
}

function choose(timer, number) {
  watch(timer).chosen = number;
  settle(timer);
}

function draw(timer) {
  const { attempts, started } = watch(timer);
  const toggle = part(timer, "toggle");
  const runs = running === timer;
  toggle.textContent = runs ? toggle.dataset.stop : toggle.dataset.start;
  toggle.classList.toggle("timer__button--running", runs);
  if (!runs) part(timer, "time").textContent = `${seconds(attempts.at(-1) ?? 0)} s`;
  part(timer, "reset").disabled = !runs && !attempts.length;
  part(timer, "go-on").hidden = runs || !attempts.length || !started;
  list(timer);
  document.querySelectorAll("[data-timer-toggle]").forEach((button) => {
    button.disabled = Boolean(running) && !running.contains(button);
  });
}

function list(timer) {
  const place = part(timer, "attempts");
  const { attempts, typed, chosen } = watch(timer);
  const counts = typed && chosen === null ? -1 : counting(timer);
  place.replaceChildren(...attempts.map((time, number) => attempt(place, time, number, number === counts)));
}

function attempt(place, time, number, counts) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.dataset.timerAttempt = number;
  button.setAttribute("aria-pressed", counts);
  const text = place.dataset.attempt.replace("{n}", number + 1).replace("{time}", seconds(time));
  button.textContent = counts ? `${text}: ${place.dataset.counts}` : `${text}: ${place.dataset.use}`;
  item.append(button);
  return item;
}

document.addEventListener("click", (event) => {
  const timer = event.target.closest?.("[data-timer]");
  if (!timer) return;
  const pressed = (name) => event.target.closest(`[data-timer-${name}]`);
  if (pressed("reset")) undo(timer);
  else if (pressed("go-on")) goOn(timer);
  else if (pressed("zero")) running || add(timer, 0);
  else if (pressed("attempt")) choose(timer, Number(pressed("attempt").dataset.timerAttempt));
  else if (pressed("toggle")) (running === timer ? stop : start)(timer);
});

// Space stops the watch that runs wherever one is on the page, but for places that have a use of their own for it
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !running || event.repeat) return;
  if (event.target.closest?.("input, textarea, select, button, summary, a")) return;
  event.preventDefault();
  stop(running);
});

// what a hand typed into the field stays until an attempt is chosen
document.addEventListener("input", (event) => {
  if (!event.isTrusted || !event.target.id) return;
  const timer = document.querySelector(`[data-timer-target="${CSS.escape(event.target.id)}"]`);
  if (!timer) return;
  Object.assign(watch(timer), { typed: Boolean(event.target.value), chosen: null });
  if (watch(timer).attempts.length) list(timer);
});
