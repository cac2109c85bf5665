// The table of responsibilities: shows one set of rules or two side by side, a phase, or what is searched.
// The choice is kept in the address.

import { fold } from "./words.js";

const ALL = "all";

export function setUp(table) {
  const authorities = [...table.querySelectorAll("thead [data-authority]")].map((head) => [head.dataset.authority, head.textContent]);
  const phases = [...table.querySelectorAll("tbody")].map((body) => [body.dataset.phase, body.querySelector(".phase").textContent.trim()]);
  const form = document.createElement("form");
  form.className = "controls";
  form.setAttribute("aria-label", "What the table shows");
  const [rules, other, phase] = [
    select("Rules of", [...authorities, [ALL, "All of them"]]),
    select("Compare with", [["", "None"], ...authorities]),
    select("Phase", [["", "All"], ...phases]),
  ];
  const query = field();
  const status = document.createElement("p");
  status.className = "status";
  status.setAttribute("role", "status");
  form.append(rules.label, other.label, phase.label, query.label);
  const wrap = table.closest(".table-wrap");
  wrap.before(form, status);

  const asked = new URL(location.href).searchParams;
  // One set of rules at first: it is what fits a screen, and quick to change.
  rules.input.value = asked.get("rules") ?? authorities[0][0];
  other.input.value = asked.get("with") ?? "";
  phase.input.value = asked.get("phase") ?? "";
  query.input.value = asked.get("q") ?? "";
  const rows = [...table.querySelectorAll("tbody tr[id]")].map((row) => ({ row, text: fold(row.querySelector("th").textContent), cells: [...row.querySelectorAll("td[data-authority]")] }));
  const heads = [...table.querySelectorAll("thead [data-authority]")];

  // One rule hides whole columns: quicker than hundreds of cells one by one.
  const columns = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, columns];
  let marked = [];

  function show() {
    const wanted = new Set(rules.input.value === ALL ? [] : [rules.input.value, other.input.value].filter(Boolean));
    const others = [...wanted].map((id) => `:not([data-authority="${id}"])`).join("");
    columns.replaceSync(others && `.matrix [data-authority]${others} { display: none }`);
    const count = wanted.size || heads.length;
    table.style.width = `${14 + 10 * (2 + count)}rem`;
    for (const cell of marked) cell.classList.remove("differs");
    marked = [];
    const words = fold(query.input.value).trim();
    let [shown, apart] = [0, 0];
    for (const { row, text, cells } of rows) {
      row.hidden = (phase.input.value && row.parentElement.dataset.phase !== phase.input.value) || !text.includes(words);
      const pair = wanted.size === 2 ? cells.filter((cell) => wanted.has(cell.dataset.authority)) : [];
      const differs = pair.length === 2 && pair[0].dataset.answer !== pair[1].dataset.answer;
      if (differs) marked.push(...pair);
      if (!row.hidden) [shown, apart] = [shown + 1, apart + (differs ? 1 : 0)];
    }
    for (const cell of marked) cell.classList.add("differs");
    for (const body of table.tBodies) body.hidden = ![...body.querySelectorAll("tr[id]")].some((row) => !row.hidden);
    for (const cell of table.querySelectorAll(".phase th")) cell.colSpan = 3 + count;
    status.textContent = `${shown} activities${wanted.size === 2 ? `, ${apart} of them answered differently; they are marked` : ""}`;
    const address = new URL(location.href);
    for (const [name, { input }] of [["rules", rules], ["with", other], ["phase", phase], ["q", query]]) {
      if (input.value) address.searchParams.set(name, input.value);
      else address.searchParams.delete(name);
    }
    history.replaceState(null, "", address);
  }
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
  // The table has changed its shape since the browser went to the row that the address names.
  table.querySelector("tr:target")?.scrollIntoView({ block: "center", behavior: "instant" });
}

function select(name, options) {
  const input = document.createElement("select");
  for (const [value, text] of options) input.append(new Option(text, value));
  return { input, label: labeled(name, input) };
}

function field() {
  const input = document.createElement("input");
  input.type = "search";
  return { input, label: labeled("Search", input) };
}

function labeled(name, input) {
  const label = document.createElement("label");
  label.append(name, document.createElement("br"), input);
  return label;
}
