// The chooser, one question at a time; the tree itself is in the page.

export function setUp() {
  const parts = new Map();
  for (const head of document.querySelectorAll("#content h3[id]")) {
    const part = [head];
    for (let next = head.nextElementSibling; next && !/^H[23]$/.test(next.tagName); next = next.nextElementSibling) {
      if (next.matches("section")) break;
      part.push(next);
    }
    parts.set(head.id, part);
  }
  const first = [...parts.keys()][0];
  const heads = ["the-questions", "the-results"].map((id) => document.getElementById(id));
  const bar = document.createElement("p");
  bar.className = "controls";
  const again = button("Start again", () => { location.hash = first; });
  const all = button("Show all questions and results", () => { location.hash = "all"; });
  bar.append(again, all);
  heads[0].before(bar);

  function show() {
    const wanted = location.hash.slice(1);
    if (wanted && wanted !== "all" && !parts.has(wanted)) return;
    const one = wanted === "all" ? "" : wanted || first;
    for (const [id, part] of parts) for (const element of part) element.hidden = one !== "" && id !== one;
    // The heading above the part that is shown stays, so that the order of headings holds.
    const result = one && heads[1].compareDocumentPosition(parts.get(one)[0]) & Node.DOCUMENT_POSITION_FOLLOWING;
    heads[0].hidden = Boolean(result);
    heads[1].hidden = one !== "" && !result;
    again.hidden = one === first;
    all.hidden = one === "";
    if (!wanted || one === "") return;
    const head = document.getElementById(one);
    head.tabIndex = -1;
    head.focus();
  }
  addEventListener("hashchange", show);
  show();
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
