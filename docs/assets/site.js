// What every page has: the color switch, the keys that open the search, cards at terms, and copying of links.

import { open } from "./dialog.js";

const root = new URL("../", import.meta.url);

function setUpScheme() {
  const button = document.querySelector("[data-scheme]");
  if (!button) return;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.scheme ?? (system.matches ? "dark" : "light")) === "dark";
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.scheme = next;
    try {
      localStorage.setItem("scheme", next);
    } catch {
      // The choice then lasts for this page only.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
  button.hidden = false;
}

function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}

function setUpSearch() {
  for (const link of document.querySelectorAll("[data-open-search]")) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      open(root);
    });
  }
  addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
    if (event.key !== "/" && event.key !== "s") return;
    event.preventDefault();
    open(root); // at once, so that no letter typed after the key is lost
  });
}

function setUpCopy() {
  for (const button of document.querySelectorAll("[data-copy-link]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href.split(/[?#]/)[0]);
      button.textContent = "Link copied";
    });
  }
}

function setUpTerms() {
  if (document.querySelector("a.term")) import("./term-card.js").then(({ setUpCards }) => setUpCards()).catch(() => {});
  for (const button of document.querySelectorAll("[data-pick]")) {
    import("./picks.js").then(({ setUpPick }) => setUpPick(button, button.dataset.pick)).catch(() => {});
  }
}

function setUpPaths() {
  const steps = document.querySelectorAll("a[data-step]");
  const stops = document.querySelector(".stops");
  if (steps.length > 0 || stops) import("./paths.js").then(({ setUp }) => setUp(steps, stops)).catch(() => {});
}

function setUpTools() {
  const matrix = document.querySelector("table.matrix");
  if (matrix) import("./matrix.js").then(({ setUp }) => setUp(matrix)).catch(() => {});
  const planner = document.querySelector("[data-planner]");
  if (planner) import("./planner.js").then(({ setUp }) => setUp(planner)).catch(() => {});
  if (document.getElementById("the-questions")) import("./chooser.js").then(({ setUp }) => setUp()).catch(() => {});
}

setUpScheme();
setUpSearch();
setUpCopy();
setUpTerms();
setUpPaths();
setUpTools();
