const box = document.querySelector(".search");
const entries = [...document.querySelectorAll(".entry")];
box.hidden = false;
box.querySelector("input").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const entry of entries) {
    const text = entry.textContent.toLowerCase();
    entry.hidden = !words.every((word) => text.includes(word));
  }
  box.querySelector("output").textContent = `${entries.filter((entry) => !entry.hidden).length} / ${entries.length}`;
});
