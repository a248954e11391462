// On a phone the places stand in one row that scrolls: the one that is open is brought into its middle.
const here = document.querySelector(".main-nav [aria-current=page]");
const row = here?.closest(".main-nav");
if (row) row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
