// The last searches of this reader, kept on this device only.

const KEY = "searches";
const MOST = 6;

function stored() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Remember a search that led somewhere. */
export function remember(query) {
  const text = query.trim().slice(0, 80);
  if (!text) return;
  const others = stored().filter((each) => each.toLowerCase() !== text.toLowerCase());
  try {
    localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, MOST)));
  } catch {
    // Then there is no memory; the search itself works.
  }
}

/** Fill a place with the last searches as buttons; `again` is called with the one that is chosen. */
export function showRecent(place, again) {
  const found = stored();
  place.hidden = found.length === 0;
  const buttons = found.map((query) => button(query, () => again(query)));
  const forget = button("Forget", () => {
    localStorage.removeItem(KEY);
    showRecent(place, again);
  });
  forget.className = "quiet";
  place.replaceChildren("Your last searches: ", ...buttons, forget);
}

function button(text, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", action);
  return made;
}
