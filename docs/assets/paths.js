// Reading paths: which pages have been read, and which path the reader is on. It stays on this device.

const KEY = "reading";

function load() {
  try {
    return { path: "", read: [], ...JSON.parse(localStorage.getItem(KEY) ?? "{}") };
  } catch {
    return { path: "", read: [] };
  }
}

function save(state) {
  try {
    localStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Then nothing is kept, and the paths work without it.
  }
}

/** Set up the list of all paths, or the way on at the foot of a page, whichever is there. */
export function setUp(steps, stops) {
  if (steps.length > 0) setUpList(steps);
  if (stops) setUpStops(stops);
}

function setUpList(steps) {
  const state = load();
  for (const link of steps) {
    const read = state.read.includes(new URL(link.href).pathname);
    link.closest("li").classList.toggle("read", read);
    if (read) link.after(note(" (read)"));
    link.addEventListener("click", () => save({ ...load(), path: link.dataset.step }));
  }
  for (const list of new Set([...steps].map((link) => link.closest("ol")))) {
    const links = [...list.querySelectorAll("a[data-step]")];
    const done = links.filter((link) => link.closest("li").classList.contains("read")).length;
    if (done > 0) list.before(progress(done, links.length));
  }
  if (state.read.length > 0) list(steps).after(forget());
}

function list(steps) {
  return [...steps].at(-1).closest("ol");
}

function progress(done, all) {
  const line = document.createElement("p");
  line.className = "progress";
  const bar = document.createElement("progress");
  bar.max = all;
  bar.value = done;
  bar.setAttribute("aria-label", "Pages read");
  line.append(bar, ` ${done} of ${all} read`);
  return line;
}

function forget() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Forget what I have read";
  button.addEventListener("click", () => {
    localStorage.removeItem(KEY);
    location.reload();
  });
  return button;
}

function note(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span;
}

function setUpStops(stops) {
  const { path } = load();
  const lines = [...stops.querySelectorAll("[data-path]")];
  if (lines.some((line) => line.dataset.path === path)) {
    for (const line of lines) line.hidden = line.dataset.path !== path;
  }
  // Who gets to the foot of a page has read it.
  new IntersectionObserver((seen, observer) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    const state = load();
    if (!state.read.includes(location.pathname)) save({ ...state, read: [...state.read, location.pathname] });
  }).observe(stops);
}
