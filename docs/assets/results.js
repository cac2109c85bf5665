// Builds the list entries of search results, text only, never HTML from data; and the keys that walk them.

import { words } from "./words.js";

/** One result as a list entry with a link to it below the root of the site; what was met is marked. */
export function resultItem(entry, root) {
  const { kind, record, why, met, anchor } = entry;
  const item = document.createElement("li");
  if (kind === "elsewhere") item.className = "elsewhere";
  const link = document.createElement("a");
  const place = kind === "guide" ? `${record.address}${anchor ? `#${anchor}` : ""}` : `glossary/${record.slug}/`;
  link.href = new URL(place, root).href;
  link.append(...marked(kind === "guide" ? record.title : record.term, met));
  item.append(link);
  if (record.short) item.append(" ", piece("short", marked(record.short, met)));
  const label = kind === "guide" ? "Guide" : record.now ? `Old term, now: ${record.now}` : "";
  if (label) item.append(" ", piece("kind", [label]));
  if (kind !== "elsewhere") item.append(piece("gist", marked(record.plain ?? record.description, met)));
  if (why) item.append(piece("why", [why]));
  return item;
}

function piece(name, content) {
  const span = document.createElement("span");
  span.className = name;
  span.append(...content);
  return span;
}

/** The text as nodes, with the words that were met in <mark>. */
function marked(text, met) {
  return text
    .split(/([\p{L}\p{N}+]+)/u)
    .filter(Boolean)
    .map((part) => {
      const [word] = words(part);
      if (!word || !met.some((each) => word === each || (each.length > 1 && word.startsWith(each)))) return part;
      const mark = document.createElement("mark");
      mark.textContent = part;
      return mark;
    });
}

/** Show other results; a reader who is among them stays at the same place. */
export function replace(list, items) {
  const at = [...list.querySelectorAll("li > a")].indexOf(document.activeElement);
  list.replaceChildren(...items);
  if (at >= 0) list.querySelectorAll("li > a")[at]?.focus();
}

/** Move the focus with the arrow keys between a search field and its results; true if a key was used. */
export function walk(event, input, list) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return false;
  const links = [...list.querySelectorAll("li > a")];
  const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (next < 0) input.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
  event.preventDefault();
  return true;
}
