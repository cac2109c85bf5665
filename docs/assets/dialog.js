// The search over terms and guides that “/” opens on every page.

import { remember, showRecent } from "./recent.js";
import { replace, resultItem, walk } from "./results.js";

/** Open the search; root is the address of the start page. */
export function open(root) {
  if (document.querySelector(".search-dialog")) return;
  const dialog = build();
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("ol");
  const status = dialog.querySelector("[role=status]");
  const recent = dialog.querySelector(".recent");
  let turn = 0;

  async function show() {
    const mine = ++turn;
    const query = input.value;
    recent.hidden = true;
    if (!query.trim()) {
      showRecent(recent, again);
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    let found;
    try {
      const { find } = await import("./load-search.js");
      found = await find(query);
    } catch {
      if (mine === turn) status.textContent = "The search could not be loaded. Type again to retry.";
      return;
    }
    if (mine !== turn) return; // a newer query is under way
    replace(list, found.slice(0, 12).map((entry) => resultItem(entry, root)));
    status.textContent = found.length === 0 ? `Nothing found for “${query}”` : `${found.length} found`;
    if (found[0]?.kind === "elsewhere") status.textContent = `“${query}” belongs to another field`;
  }

  function again(query) {
    input.value = query;
    input.focus();
    show();
  }

  input.addEventListener("input", show);
  dialog.addEventListener("keydown", (event) => {
    if (walk(event, input, list)) return;
    if (event.key === "Escape") shut(dialog);
    else if (event.key === "Enter" && event.target === input) list.querySelector("a")?.click();
    else return;
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target.closest("a")) remember(input.value);
    if (event.target === dialog || event.target.closest("a")) shut(dialog);
  });
  dialog.addEventListener("close", () => dialog.remove());
  showRecent(recent, again);
  document.body.append(dialog);
  dialog.showModal();
  input.focus();
  import("./load-search.js").then(({ prepare }) => prepare()).catch(() => {});
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
      <p class="recent" hidden></p>
      <p class="status" role="status"></p>
      <ol class="results"></ol>
    </div>`;
  made.querySelector("button").addEventListener("click", () => shut(made));
  return made;
}
