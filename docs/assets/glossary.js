// The search, the filters and the reader's list on the glossary's index. Without this script the whole
// list is in view. The state is in the address: ?q= the query; ?letter=, ?category=, ?start=, ?region=
// the filters; ?list= the reader's own list.

import { asCsv, asEntries, asMarkdown, clear, download, picked, picks, setUpPick } from "./picks.js";
import { remember, showRecent } from "./recent.js";
import { replace, resultItem, walk } from "./results.js";

const root = new URL("../", import.meta.url);
const glossary = document.querySelector("[data-glossary]");
const part = (name) => glossary.querySelector(`[data-${name}]`);
const form = part("search");
const input = form.querySelector("input");
const status = glossary.querySelector("[role=status]");
const [results, all, filters, missing, recent, list] = ["results", "all", "filters", "missing", "recent", "picks"].map(part);
const region = filters.querySelector("[data-region]");
const start = filters.querySelector("[data-start]");
const index = glossary.querySelector(".letters");
const letters = [...glossary.querySelectorAll("[data-letter]")];
const entries = [...all.querySelectorAll("[data-entry]")];
const bySlug = new Map(entries.map((entry) => [entry.dataset.entry, entry]));
const total = status.dataset.total;

const address = new URLSearchParams(location.search);
const state = Object.fromEntries(
  ["q", "letter", "category", "start", "region", "list"].map((name) => [name, address.get(name) ?? ""]),
);
const filtered = () => state.letter || state.category || state.start || state.region;
let turn = 0;

function writeAddress() {
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
  for (const button of filters.querySelectorAll("[data-category]")) {
    button.setAttribute("aria-pressed", String(button.dataset.category === state.category));
  }
  start.setAttribute("aria-pressed", String(state.start !== ""));
  region.value = state.region;
}

/** Does the entry of a term pass the filters other than the letter? */
function passes({ dataset }) {
  return (
    (state.category === "" || dataset.kind === state.category) &&
    (state.start === "" || "first" in dataset) &&
    (state.region === "" || dataset.regions.split(",").includes(state.region))
  );
}

/** Show one of the three: the whole list, the results, or the reader's own list. */
function view(name) {
  if (name !== "results") results.replaceChildren();
  results.hidden = name !== "results";
  all.hidden = name !== "all";
  index.hidden = name !== "all";
  missing.hidden = name !== "results";
  list.querySelector("[data-entries]").hidden = name !== "list";
}

function showAll() {
  view("all");
  let shown = 0;
  for (const entry of entries) {
    const letter = entry.closest("[data-group]").dataset.group;
    entry.hidden = (state.letter !== "" && letter !== state.letter) || !passes(entry);
    if (!entry.hidden) shown += 1;
  }
  for (const group of all.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-entry]:not([hidden])");
  }
  status.textContent = filtered() ? `${shown} of ${total} terms` : `${total} terms`;
}

async function showResults() {
  const mine = ++turn;
  let found;
  try {
    const { find } = await import("./load-search.js");
    found = await find(state.q);
  } catch {
    if (mine === turn) {
      showAll();
      status.textContent = "The search could not be loaded; here are all terms. Type again to retry.";
    }
    return;
  }
  if (mine !== turn) return; // a newer query is under way
  const elsewhere = found.filter(({ kind }) => kind === "elsewhere");
  const terms = found.filter(({ kind, record }) => kind === "term" && passes(bySlug.get(record.slug)));
  const guides = found.filter(({ kind }) => kind === "guide").slice(0, 3);
  replace(results, [
    ...elsewhere.map((entry) => resultItem(entry, root)),
    ...terms.map((entry) => {
      const item = resultItem(entry, root);
      item.dataset.term = entry.record.slug;
      return item;
    }),
    ...guides.map((entry) => resultItem(entry, root)),
  ]);
  suggestIt();
  view("results");
  status.textContent = said(terms.length, guides.length, elsewhere.length);
}

function said(terms, guides, elsewhere) {
  if (elsewhere > 0) return `“${state.q}” belongs to another field`;
  if (terms + guides === 0) return `Nothing found for “${state.q}”${filtered() ? " with these filters" : ""}`;
  return `${count(terms, "term")}${guides > 0 ? ` and ${count(guides, "guide")}` : ""} found`;
}

function count(number, name) {
  return `${number} ${name}${number === 1 ? "" : "s"}`;
}

/** The way to the form for a missing term, with the query filled in. */
function suggestIt() {
  const repository = document.querySelector("[data-repository]").href.replace(/\/$/, "");
  const wanted = new URLSearchParams({ template: "term.yml", title: `Term: ${state.q}`, term: state.q });
  missing.querySelector("a").href = `${repository}/issues/new?${wanted}`;
}

async function showList() {
  const mine = ++turn;
  let terms;
  try {
    terms = await picked(root);
  } catch {
    status.textContent = "The list could not be loaded.";
    return;
  }
  if (mine !== turn) return;
  list.querySelector("[data-entries]").replaceChildren(...asEntries(terms, root));
  view("list");
  status.textContent = `${count(terms.length, "term")} on your list`;
}

function show() {
  writeAddress();
  showFilters();
  showRecent(recent, ask);
  recent.hidden ||= state.q !== "" || state.list !== "";
  list.hidden = picks().length === 0 && !state.list;
  if (state.q.trim()) return showResults();
  if (state.list) return showList();
  turn += 1;
  return showAll();
}

function ask(query) {
  Object.assign(state, { q: query, list: "" });
  input.value = query;
  input.focus();
  show();
}

function set(changed) {
  Object.assign(state, { list: "" }, changed);
  if (changed.q !== undefined) input.value = changed.q;
  show();
}

function setUpList() {
  const line = document.createElement("p");
  line.className = "pick-line";
  const told = document.createElement("span");
  const tell = () => {
    told.textContent = `My list: ${count(picks().length, "term")}`;
  };
  const done = async (act) => {
    try {
      await act(await picked(root));
    } catch {
      status.textContent = "That did not work here.";
    }
  };
  const actions = {
    Show: () => set({ q: "", list: "1" }),
    Copy: () =>
      done(async (terms) => {
        await navigator.clipboard.writeText(asMarkdown(terms, root));
        status.textContent = `${count(terms.length, "term")} copied`;
      }),
    CSV: () => done((terms) => download("terms.csv", "text/csv", asCsv(terms, root))),
    Markdown: () => done((terms) => download("terms.md", "text/markdown", asMarkdown(terms, root))),
    Print: async () => {
      Object.assign(state, { q: "", list: "1" });
      input.value = "";
      await show();
      print();
    },
    Clear: clear,
  };
  const buttons = Object.entries(actions).map(([name, action]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", action);
    return button;
  });
  line.append(told, ...buttons);
  const shown = document.createElement("div");
  shown.dataset.entries = "";
  shown.hidden = true;
  list.append(line, shown);
  addEventListener("picks", () => {
    tell();
    list.hidden = picks().length === 0 && !state.list;
    if (state.list) showList();
  });
  tell();
}

function setUpKeys() {
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.q) {
      event.preventDefault();
      set({ q: "" });
    } else walk(event, input, results);
  });
  results.addEventListener("keydown", (event) => {
    if (event.key === "Escape") input.focus();
    else walk(event, input, results);
  });
}

input.value = state.q;
form.hidden = false;
filters.hidden = false;
setUpList();
setUpKeys();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
results.addEventListener("click", (event) => {
  if (event.target.closest("a")) remember(state.q);
});
input.addEventListener("input", () => {
  Object.assign(state, { q: input.value, list: "" });
  show();
});
input.addEventListener("focus", () => import("./load-search.js").then(({ prepare }) => prepare()).catch(() => {}), {
  once: true,
});
for (const link of letters) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    set({ q: "", letter: state.letter === link.dataset.letter ? "" : link.dataset.letter });
  });
}
filters.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-category]");
  if (button) set({ category: state.category === button.dataset.category ? "" : button.dataset.category });
  else if (target === start) set({ start: state.start ? "" : "1" });
});
region.addEventListener("change", () => set({ region: region.value }));
for (const entry of entries) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  setUpPick(button, entry.dataset.entry, entry.querySelector("a").textContent);
  entry.append(button);
}
show();
