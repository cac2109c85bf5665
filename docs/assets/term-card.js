// A card with the plain meaning at each link to a term: on hover, on keyboard focus, and at the first tap.
// WCAG 1.4.13: Escape takes it away, the pointer may move onto it, and it stays until the reader leaves.

const OPEN_AFTER = 200; // milliseconds, so that a passing pointer opens nothing
const CLOSE_AFTER = 250; // milliseconds, enough to move onto the card
const GAP = 6; // pixels between link and card

const card = document.createElement("div");
card.id = "term-card";
card.className = "term-card";
card.setAttribute("role", "tooltip");
card.hidden = true;

const meanings = new Map();
let shownAt = null;
let timer = 0;

/** The plain meaning from the page of the term, fetched once. */
function meaning(address) {
  if (!meanings.has(address)) {
    const found = fetch(address)
      .then((response) => (response.ok ? response.text() : Promise.reject(new Error(`${response.status}`))))
      .then((html) => {
        const page = new DOMParser().parseFromString(html, "text/html");
        return { title: page.querySelector("h1").textContent, plain: page.querySelector(".lead").textContent };
      });
    found.catch(() => meanings.delete(address)); // so that the next visit tries again
    meanings.set(address, found);
  }
  return meanings.get(address);
}

async function show(link) {
  clearTimeout(timer);
  if (shownAt === link) return;
  hide();
  shownAt = link;
  try {
    const { title, plain } = await meaning(link.href);
    if (shownAt !== link) return;
    const name = document.createElement("b");
    name.textContent = title;
    card.replaceChildren(name, ` ${plain}`);
  } catch {
    if (shownAt === link) shownAt = null; // no card; the link still leads to the page
    return;
  }
  card.hidden = false;
  place(link);
  link.setAttribute("aria-describedby", card.id);
}

function place(link) {
  const at = link.getClientRects()[0];
  const size = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - size.width - 8));
  const fits = at.bottom + GAP + size.height < innerHeight || at.top < size.height + GAP;
  const top = fits ? at.bottom + GAP : at.top - GAP - size.height;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}

function hide() {
  clearTimeout(timer);
  shownAt?.removeAttribute("aria-describedby");
  shownAt = null;
  card.hidden = true;
}

function later(action, wait) {
  clearTimeout(timer);
  timer = setTimeout(action, wait);
}

/** Set the cards up for all term links of the page. */
export function setUpCards() {
  document.body.append(card);
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => later(hide, CLOSE_AFTER));
  for (const link of document.querySelectorAll("a.term")) {
    let touched = false;
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && later(() => show(link), OPEN_AFTER));
    link.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later(hide, CLOSE_AFTER));
    link.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch" && shownAt !== link;
    });
    link.addEventListener("focus", () => link.matches(":focus-visible") && !touched && show(link));
    link.addEventListener("blur", hide);
    link.addEventListener("click", (event) => {
      if (!touched) return;
      touched = false; // the second tap follows the link
      event.preventDefault();
      show(link);
    });
  }
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("pointerdown", (event) => {
    if (!card.contains(event.target) && !event.target.closest?.("a.term")) hide();
  });
}
