import { benchBrowser } from "./browser.ts"
import { benchImport } from "./import.ts"
import { benchModel } from "./model.ts"
import { benchViews } from "./views.ts"

/** Which benches to run; all of them where none is named. */
const BENCHES: Readonly<Record<string, () => void | Promise<void>>> = {
  model: benchModel,
  import: benchImport,
  views: benchViews,
  browser: benchBrowser,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`)
  process.exitCode = 2
} else {
  for (const [name, run] of Object.entries(BENCHES)) if (wanted.length === 0 || wanted.includes(name)) await run()
}
