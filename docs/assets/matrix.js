// The table of responsibilities: shows one set of rules or two side by side, a phase, or what is searched.
// The choice is kept in the address.

import { fold } from "./words.js";

export function setUp(table) {
  const authorities = [...table.querySelectorAll("thead [data-authority]")].map((head) => [head.dataset.authority, head.textContent]);
  const phases = [...table.querySelectorAll("tbody")].map((body) => [body.dataset.phase, body.querySelector(".phase").textContent.trim()]);
  const form = document.createElement("form");
  form.className = "controls";
  form.setAttribute("aria-label", "What the table shows");
  const [rules, other, phase] = [
    select("Rules of", [["", "All eight"], ...authorities]),
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
  rules.input.value = asked.get("rules") ?? "";
  other.input.value = asked.get("with") ?? "";
  phase.input.value = asked.get("phase") ?? "";
  query.input.value = asked.get("q") ?? "";
  const rows = [...table.querySelectorAll("tbody tr[id]")].map((row) => ({ row, text: fold(row.querySelector("th").textContent), cells: [...row.querySelectorAll("td[data-authority]")] }));
  const heads = [...table.querySelectorAll("thead [data-authority]")];

  function show() {
    const wanted = new Set([rules.input.value, rules.input.value && other.input.value].filter(Boolean));
    const visible = (cell) => wanted.size === 0 || wanted.has(cell.dataset.authority);
    for (const head of heads) head.hidden = !visible(head);
    const words = fold(query.input.value).trim();
    let [shown, apart] = [0, 0];
    for (const { row, text, cells } of rows) {
      row.hidden = (phase.input.value && row.parentElement.dataset.phase !== phase.input.value) || !text.includes(words);
      const answers = new Set();
      for (const cell of cells) {
        cell.hidden = !visible(cell);
        if (!cell.hidden) answers.add(cell.dataset.answer);
      }
      const differs = wanted.size === 2 && answers.size === 2;
      for (const cell of cells) cell.classList.toggle("differs", differs && !cell.hidden);
      if (!row.hidden) [shown, apart] = [shown + 1, apart + (differs ? 1 : 0)];
    }
    for (const body of table.tBodies) body.hidden = ![...body.querySelectorAll("tr[id]")].some((row) => !row.hidden);
    for (const cell of table.querySelectorAll(".phase th")) cell.colSpan = 3 + heads.filter((head) => !head.hidden).length;
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
