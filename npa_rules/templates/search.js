// Every word typed must stand in a row; sections without rows disappear.
const box = document.getElementById("q");
const count = document.getElementById("n");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll("tbody tr")].map((row) => [row, plain(row.textContent)]);
const search = () => {
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const [row, text] of rows) {
    row.hidden = !words.every((word) => text.includes(word));
    shown += row.hidden ? 0 : 1;
  }
  for (const section of document.querySelectorAll("section")) {
    section.hidden = !section.querySelector("tbody tr:not([hidden])");
  }
  count.textContent = words.length ? `${shown} / ${rows.length}` : "";
};
box.addEventListener("input", search);
search();
