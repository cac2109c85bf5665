// The search over terms and guides that “/” opens on every page.

import { resultItem } from "./results.js";

/** Open the search; root is the address of the start page. */
export function open(root) {
  if (document.querySelector(".search-dialog")) return;
  const dialog = build();
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  let turn = 0;

  async function show() {
    const mine = ++turn;
    const query = input.value;
    if (!query.trim()) {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    let found;
    try {
      const { loadSearch } = await import("./load-search.js");
      found = (await loadSearch())(query);
    } catch {
      if (mine === turn) status.textContent = "The search could not be loaded. Type again to retry.";
      return;
    }
    if (mine !== turn) return; // a newer query is under way
    list.replaceChildren(...found.slice(0, 12).map((entry) => resultItem(entry, root)));
    status.textContent = found.length === 0 ? `Nothing found for “${query}”` : `${found.length} found`;
  }

  function move(step) {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const next = at + step;
    if (next < 0) input.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  }

  input.addEventListener("input", show);
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Escape") shut(dialog);
    else if (event.key === "Enter" && event.target === input) list.querySelector("a")?.click();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a")) shut(dialog);
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  import("./load-search.js").then(({ loadSearch }) => loadSearch()).catch(() => {});
}

/** Close and take away in one step: until it is gone, its field would swallow the next key. */
function shut(dialog) {
  dialog.close();
  dialog.remove();
}

function build() {
  const made = document.createElement("dialog");
  made.className = "search-dialog";
  made.setAttribute("aria-label", "Search the site");
  made.innerHTML = `
    <div>
      <p class="search-line">
        <input type="search" aria-label="Search terms and guides" placeholder="A word, an abbreviation, or a question"
          autocomplete="off" spellcheck="false" enterkeyhint="search">
        <button type="button">Close</button>
      </p>
      <p class="status" role="status"></p>
      <ol class="results"></ol>
    </div>`;
  made.querySelector("button").addEventListener("click", () => shut(made));
  return made;
}
