import { existsSync } from "node:fs"
import { delimiter, join } from "node:path"

/** Names under which Chromium and Chrome are installed, best first. */
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"]

const USUAL_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"].flatMap(folder =>
    NAMES.map(name => join(folder, name)),
  ),
  darwin: ["/Applications", join(process.env["HOME"] ?? "/", "Applications")].flatMap(folder => [
    join(folder, "Chromium.app/Contents/MacOS/Chromium"),
    join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"),
  ]),
  win32: ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"].flatMap(variable => {
    const folder = process.env[variable]
    if (folder === undefined) return []
    return [join(folder, "Chromium/Application/chrome.exe"), join(folder, "Google/Chrome/Application/chrome.exe")]
  }),
}

/**
 * The path of an installed Chromium or Chrome, or nothing where there is none. `WEFT_CHROMIUM` decides if it is
 * set, even if it names a file that is not there: a silent fallback would test another browser than the one asked for.
 */
export function findChromium(): string | undefined {
  const chosen = process.env["WEFT_CHROMIUM"]
  if (chosen) return chosen
  const ending = process.platform === "win32" ? ".exe" : ""
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter(folder => folder !== "")
    .flatMap(folder => NAMES.map(name => join(folder, name + ending)))
  return [...onPath, ...(USUAL_PLACES[process.platform] ?? [])].find(path => existsSync(path))
}

/** What to do where no browser is found, in words for the person who runs the check. */
export const CHROMIUM_MISSING =
  "The journeys need Chromium or Chrome and none was found. Install one, or name it in WEFT_CHROMIUM."

/** Flags that keep the browser to itself: no window, no traffic of its own, and no sandbox only where root cannot have one. */
const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Options for `chromium.launch` of playwright-core. Throws where no browser is installed. */
export function chromiumLaunchOptions(): { executablePath: string; headless: true; args: string[] } {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error(CHROMIUM_MISSING)
  const isRoot = process.getuid?.() === 0
  return { executablePath, headless: true, args: isRoot ? ["--no-sandbox", ...FLAGS] : FLAGS }
}
