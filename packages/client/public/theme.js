// Runs before the first paint, so that a chosen theme never flashes in the other one. A file of its own because the
// content security policy allows no inline script. The key is the one that src/styles/theme.ts writes.
{
  let chosen = null
  try {
    chosen = localStorage.getItem("weft.theme")
  } catch {
    // Storage may be closed to this page; the system's theme stands.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen
}
