// The reader's own list of terms, kept on this device only; and its copies for elsewhere.

const KEY = "picks";

/** The slugs on the list, in the order in which they were added. */
export function picks() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

function keep(slugs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(slugs));
  } catch {
    // Then the list cannot be kept.
  }
  dispatchEvent(new Event("picks"));
}

/** Put a term on the list, or take it off. */
export function toggle(slug) {
  const now = picks();
  keep(now.includes(slug) ? now.filter((each) => each !== slug) : [...now, slug]);
}

/** Empty the list. */
export function clear() {
  keep([]);
}

/** Make a button put its term on the list and say so. */
export function setUpPick(button, slug, name) {
  const show = () => {
    const on = picks().includes(slug);
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? "On my list" : "Add to my list";
    if (name) button.setAttribute("aria-label", `${button.textContent}: ${name}`);
  };
  button.addEventListener("click", () => toggle(slug));
  addEventListener("picks", show);
  addEventListener("storage", show);
  show();
  button.hidden = false;
}

/** The terms on the list with all their fields, from the published data. */
export async function picked(root) {
  const response = await fetch(new URL("data/glossary.json", root));
  if (!response.ok) throw new Error(`the glossary answered ${response.status}`);
  const { terms } = await response.json();
  const bySlug = new Map(terms.map((term) => [term.slug, term]));
  return picks()
    .map((slug) => bySlug.get(slug))
    .filter(Boolean);
}

const title = (term) => (term.abbreviation ? `${term.term} (${term.abbreviation})` : term.term);

/** The list as Markdown, with the address of each entry. */
export function asMarkdown(terms, root) {
  const entries = terms.map(
    (term) =>
      `## ${title(term)}\n\n${term.plain}\n\n${term.definition}\n\nSources: ${term.sources.join("; ")}\n` +
      `${new URL(`glossary/${term.slug}/`, root).href}, checked on ${term.reviewed}\n`,
  );
  return `# My list of terms\n\nFrom Trial Partners, CC BY 4.0.\n\n${entries.join("\n")}`;
}

/** The list as CSV (RFC 4180), one row a term. */
export function asCsv(terms, root) {
  // A leading sign would make a spreadsheet take the text for a formula.
  const cell = (text) => `"${String(text ?? "").replace(/^(?=[=+\-@])/, "'").replaceAll('"', '""')}"`;
  const rows = terms.map((term) => [
    term.term,
    term.abbreviation,
    term.plain,
    term.definition,
    term.sources.join(" | "),
    new URL(`glossary/${term.slug}/`, root).href,
    term.reviewed,
  ]);
  const head = ["term", "abbreviation", "plain", "definition", "sources", "address", "reviewed"];
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

/** Offer a text as a file. */
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The list as HTML entries, for the screen and for paper. */
export function asEntries(terms, root) {
  return terms.map((term) => {
    const entry = document.createElement("article");
    const head = document.createElement("h2");
    const link = document.createElement("a");
    link.href = new URL(`glossary/${term.slug}/`, root).href;
    link.textContent = title(term);
    head.append(link);
    entry.append(head, paragraph(term.plain), paragraph(term.definition), paragraph(`Sources: ${term.sources.join("; ")}`));
    const off = document.createElement("button");
    off.type = "button";
    setUpPick(off, term.slug, term.term);
    entry.append(off);
    return entry;
  });
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}
