// Builds the list entries of search results; text only, never HTML from data.

/** One result as a list entry with a link to it below the root of the site. */
export function resultItem(entry, root) {
  const { kind, record, why } = entry;
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = new URL(kind === "term" ? `glossary/${record.slug}/` : record.address, root).href;
  link.append(kind === "term" ? record.term : record.title);
  item.append(link);
  if (record.short) item.append(" ", piece("short", record.short));
  item.append(" ", piece("kind", kind === "guide" ? "Guide" : record.now ? `Old term, now: ${record.now}` : ""));
  item.append(piece("gist", record.plain ?? record.description));
  if (why) item.append(piece("why", why));
  return item;
}

function piece(name, text) {
  const span = document.createElement("span");
  span.className = name;
  span.textContent = text;
  span.hidden = !text;
  return span;
}
