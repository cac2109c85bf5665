// Applies the reader's choice of light or dark before the first paint; without one the system decides.
try {
  const chosen = localStorage.getItem("scheme");
  if (chosen) document.documentElement.dataset.scheme = chosen;
} catch {
  // Storage may be closed to us; the system's choice stands.
}
