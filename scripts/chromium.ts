import { existsSync } from "node:fs"
import { CHROMIUM_MISSING, findChromium } from "../tests/support/chromium.ts"
import { run, type Outcome } from "./run.ts"

/**
 * Makes sure that there is a browser for the journeys. Only as root on a Debian-like system, which is what a bare
 * machine for checks looks like, is one installed; a person's own computer is left as it is.
 */
export async function ensureChromium(): Promise<Outcome> {
  const found = findChromium()
  if (found !== undefined) {
    const output = existsSync(found) ? found : `WEFT_CHROMIUM names ${found}, and there is no such file.`
    return { code: existsSync(found) ? 0 : 1, output, milliseconds: 0 }
  }
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")
  if (!mayInstall) return { code: 1, output: CHROMIUM_MISSING, milliseconds: 0 }
  const quiet = { DEBIAN_FRONTEND: "noninteractive" }
  const update = await run("apt-get", ["update"], quiet)
  const install = await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], quiet)
  return {
    code: install.code === 0 && findChromium() === undefined ? 1 : install.code,
    output: `${update.output}${install.output}${install.code === 0 ? "" : CHROMIUM_MISSING}`,
    milliseconds: update.milliseconds + install.milliseconds,
  }
}
