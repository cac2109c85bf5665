// The planner's page: who does what in a plan, what to know of it, and the list to take away.
// What it warns of is worked out in plan-rules.js, from the rules in the data. Nothing leaves the device.

import { check, fromText, rows, toText, usual } from "./plan-rules.js";

const LEVELS = { stop: "Cannot be", warn: "Act", note: "Know" };

export async function setUp(place) {
  const form = place.querySelector("form");
  const response = await fetch(new URL("../data/responsibilities.json", import.meta.url));
  if (!response.ok) return;
  const data = await response.json();
  const authority = form.querySelector("select");
  const parts = Object.entries(data.parties).map(([party, name]) => {
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = party !== "smo";
    return { party, name, box };
  });
  const group = document.createElement("input");
  group.type = "checkbox";
  const optional = parts.filter(({ party }) => ["cro", "smo", "other"].includes(party));
  const who = line(optional.map(({ name, box }) => labeled(box, `${name} takes part`)), labeled(group, "CRO and SMO belong to one group"));
  const fill = button("Fill in what is usual");
  const tally = document.createElement("p");
  tally.className = "tally";
  tally.setAttribute("role", "status");
  const downloads = line([button("CSV"), button("Markdown"), button("Print"), button("Copy the address")]);
  const body = document.createElement("div");
  form.append(who, line([fill]), tally, body, downloads);

  let plan = fromText(new URL(location.href).searchParams.get("plan") ?? "", data);
  const named = new Set(Object.values(plan?.doers ?? {}).flat());
  if (plan) for (const { party, box } of optional) box.checked = named.has(party);
  const taking = () => parts.filter(({ party, box }) => box.checked || !optional.some((each) => each.party === party)).map(({ party }) => party);
  plan ??= usual(data, authority.value, taking());
  authority.value = plan.authority;
  group.checked = plan.oneGroup;

  const fields = new Map();
  let phase = "";
  for (const activity of data.activities) {
    if (activity.phase !== phase) {
      phase = activity.phase;
      const head = document.createElement("h3");
      head.textContent = data.phases[phase];
      body.append(head);
    }
    const set = fieldset(activity, data);
    fields.set(activity.id, set);
    body.append(set.element);
  }

  function keep() {
    for (const { id, answers } of data.activities) {
      const { accountable, answer } = answers[plan.authority];
      fields.get(id).keeps.textContent = `Stays with: ${accountable}. To be handed over: ${data.answers[answer].toLowerCase()}.`;
    }
  }

  function draw() {
    const parties = taking();
    keep();
    for (const [id, { boxes }] of fields) {
      for (const [party, { box, label }] of boxes) {
        box.checked = (plan.doers[id] ?? []).includes(party);
        label.hidden = !parties.includes(party) && !box.checked;
      }
    }
    warn();
  }

  function warn() {
    const found = check(plan, data);
    const count = (level) => found.filter((each) => each.level === level).length;
    tally.textContent = `${count("stop")} cannot be, ${count("warn")} to act on, ${count("note")} to know`;
    for (const [id, set] of fields) {
      const own = found.filter(({ activity }) => activity === id);
      const text = own.map(({ rule }) => rule).join();
      if (set.shown === text) continue; // most rows stay as they are
      set.shown = text;
      set.remarks.replaceChildren(...own.map(remark));
    }
    const address = new URL(location.href);
    address.searchParams.set("plan", toText(plan, data));
    history.replaceState(null, "", address);
  }

  body.addEventListener("change", ({ target }) => {
    const { activity } = target.closest("fieldset").dataset;
    plan.doers[activity] = [...fields.get(activity).boxes].filter(([, { box }]) => box.checked).map(([party]) => party);
    warn();
  });
  authority.addEventListener("change", () => {
    plan.authority = authority.value;
    keep();
    warn();
  });
  group.addEventListener("change", () => {
    plan.oneGroup = group.checked;
    warn();
  });
  for (const { party, box } of optional) {
    box.addEventListener("change", () => {
      if (!box.checked) for (const id of Object.keys(plan.doers)) plan.doers[id] = plan.doers[id].filter((each) => each !== party);
      draw();
    });
  }
  fill.addEventListener("click", () => {
    plan = { ...usual(data, authority.value, taking()), oneGroup: group.checked };
    draw();
  });
  const [csv, markdown, print, copy] = downloads.querySelectorAll("button");
  csv.addEventListener("click", () => save("responsibilities.csv", "text/csv", asCsv(rows(plan, data))));
  markdown.addEventListener("click", () => save("responsibilities.md", "text/markdown", asMarkdown(plan, data)));
  print.addEventListener("click", () => window.print());
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    copy.textContent = "Address copied";
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  draw();
  place.querySelector(":scope > p").hidden = true; // that the planner needs a script
  form.hidden = false;
}

function fieldset(activity, data) {
  const element = document.createElement("fieldset");
  element.id = `plan-${activity.id}`;
  element.dataset.activity = activity.id;
  const legend = document.createElement("legend");
  legend.textContent = activity.activity;
  const choices = document.createElement("div");
  choices.className = "choices";
  const boxes = new Map();
  for (const [party, name] of Object.entries(data.parties)) {
    const box = document.createElement("input");
    box.type = "checkbox";
    const label = labeled(box, name);
    boxes.set(party, { box, label });
    choices.append(label);
  }
  const keeps = document.createElement("p");
  keeps.className = "keeps";
  const remarks = document.createElement("ul");
  remarks.className = "remarks";
  element.append(legend, choices, keeps, remarks);
  return { element, boxes, keeps, remarks, shown: null };
}

function remark({ level, says, source }) {
  const item = document.createElement("li");
  item.className = level;
  const weight = document.createElement("b");
  weight.textContent = `${LEVELS[level]}: `;
  item.append(weight, says, source ? ` (${source})` : "");
  return item;
}

function line(some, ...more) {
  const made = document.createElement("p");
  made.className = "controls";
  made.append(...some, ...more);
  return made;
}

function labeled(box, text) {
  const label = document.createElement("label");
  label.append(box, ` ${text}`);
  return label;
}

function button(text) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  return made;
}

function asCsv(table) {
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const head = ["phase", "activity", "done by", "accountable", "may be handed over", "sources", "remarks"];
  const lines = table.map((row) => [row.phase, row.activity, row.doers, row.accountable, row.handOver, row.sources, row.remarks].map(quoted).join(","));
  return `${[head.join(","), ...lines].join("\n")}\n`;
}

function asMarkdown(plan, data) {
  const name = data.authorities.find(({ id }) => id === plan.authority).name;
  const cell = (text) => text.replaceAll("|", "/");
  const lines = rows(plan, data).map((row) => `| ${[row.activity, row.doers || "nobody", row.accountable, row.remarks].map(cell).join(" | ")} |`);
  return `# Responsibilities, by the rules of ${name}\n\n| Activity | Done by | Accountable | Remarks |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n`;
}

function save(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
