// A link to a fold, or to a place inside one, opens it and every fold around it.
function go(hash) {
  const place = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (!place?.closest("details")) return;
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  place.scrollIntoView({ block: "start" });
  if (place.matches("details")) place.querySelector("summary").focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (link?.hash && link.pathname === location.pathname) setTimeout(() => go(link.hash)); // after the browser's own jump
});
