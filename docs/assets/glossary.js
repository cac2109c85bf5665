// The search and the filters of the glossary's index. Without this script the whole list is in view.
// The state is in the address: ?q= the query, ?letter= and ?category= the filters.

import { resultItem } from "./results.js";

const root = new URL("../", import.meta.url);
const glossary = document.querySelector("[data-glossary]");
const form = glossary.querySelector("[data-search]");
const input = form.querySelector("input");
const status = glossary.querySelector("[role=status]");
const results = glossary.querySelector("[data-results]");
const all = glossary.querySelector("[data-all]");
const kinds = glossary.querySelector("[data-kinds]");
const index = glossary.querySelector(".letters");
const letters = [...glossary.querySelectorAll("[data-letter]")];
const entries = [...all.querySelectorAll("[data-entry]")];

const address = new URLSearchParams(location.search);
const state = {
  q: address.get("q") ?? "",
  letter: address.get("letter") ?? "",
  category: address.get("category") ?? "",
};
let turn = 0;

function remember() {
  const now = new URL(location.href);
  for (const [name, value] of Object.entries(state)) {
    if (value) now.searchParams.set(name, value);
    else now.searchParams.delete(name);
  }
  history.replaceState(null, "", now);
}

function showFilters() {
  for (const link of letters) {
    if (link.dataset.letter === state.letter) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  for (const button of kinds.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.category === state.category));
  }
}

function showList() {
  results.replaceChildren();
  results.hidden = true;
  all.hidden = false;
  index.hidden = false;
  let shown = 0;
  for (const entry of entries) {
    const letter = entry.closest("[data-group]").dataset.group;
    entry.hidden =
      (state.letter !== "" && letter !== state.letter) ||
      (state.category !== "" && entry.dataset.kind !== state.category);
    if (!entry.hidden) shown += 1;
  }
  for (const group of all.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-entry]:not([hidden])");
  }
  const total = status.dataset.total;
  status.textContent = state.letter || state.category ? `${shown} of ${total} terms` : `${total} terms`;
}

async function showResults() {
  const mine = ++turn;
  let found;
  try {
    const { loadSearch } = await import("./load-search.js");
    const search = await loadSearch();
    found = search(state.q);
  } catch {
    if (mine === turn) {
      showList();
      status.textContent = "The search could not be loaded; here are all terms. Type again to retry.";
    }
    return;
  }
  if (mine !== turn) return; // a newer query is under way
  const terms = found.filter(
    ({ kind, record }) => kind === "term" && (state.category === "" || record.category === state.category),
  );
  const guides = found.filter(({ kind }) => kind === "guide").slice(0, 3);
  results.replaceChildren(
    ...terms.map((entry) => {
      const item = resultItem(entry, root);
      item.dataset.term = entry.record.slug;
      return item;
    }),
    ...guides.map((entry) => resultItem(entry, root)),
  );
  results.hidden = false;
  all.hidden = true;
  index.hidden = true;
  status.textContent =
    terms.length + guides.length === 0
      ? `Nothing found for “${state.q}”`
      : `${count(terms.length, "term")}${guides.length > 0 ? ` and ${count(guides.length, "guide")}` : ""} found`;
}

function count(number, name) {
  return `${number} ${name}${number === 1 ? "" : "s"}`;
}

function show() {
  remember();
  showFilters();
  if (state.q.trim()) return showResults();
  turn += 1;
  showList();
}

input.value = state.q;
form.hidden = false;
kinds.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
input.addEventListener("input", () => {
  state.q = input.value;
  show();
});
input.addEventListener("focus", () => import("./load-search.js").then(({ loadSearch }) => loadSearch()).catch(() => {}), {
  once: true,
});
for (const link of letters) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    Object.assign(state, { q: "", letter: state.letter === link.dataset.letter ? "" : link.dataset.letter });
    input.value = "";
    show();
  });
}
kinds.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  state.category = state.category === button.dataset.category ? "" : button.dataset.category;
  show();
});
if (state.q || state.letter || state.category) show();
