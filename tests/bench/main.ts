import { benchBrowser } from "./browser.ts"
import { benchCapacity } from "./capacity.ts"
import { benchChart } from "./chart.ts"
import { benchImport } from "./import.ts"
import { benchLevelling } from "./levelling.ts"
import { benchLighthouse } from "./lighthouse.ts"
import { benchModel } from "./model.ts"
import { benchPlanning } from "./plan.ts"
import { benchPlanFiles } from "./plan-files.ts"
import { benchQueue } from "./queue.ts"
import { benchRelay } from "./relay.ts"
import { benchService } from "./service.ts"
import { benchViews } from "./views.ts"

/** Which benches to run; all of them where none is named. Options stand after the names. */
const BENCHES: Readonly<Record<string, (options: readonly string[]) => void | Promise<void>>> = {
  model: benchModel,
  plan: benchPlanning,
  chart: benchChart,
  "plan-files": benchPlanFiles,
  levelling: benchLevelling,
  service: benchService,
  capacity: benchCapacity,
  queue: benchQueue,
  import: benchImport,
  views: benchViews,
  browser: benchBrowser,
  lighthouse: benchLighthouse,
  relay: benchRelay,
}

const given = process.argv.slice(2)
const firstOption = given.findIndex(word => word.startsWith("--"))
const wanted = firstOption < 0 ? given : given.slice(0, firstOption)
const options = given.slice(wanted.length)
const unknown = wanted.filter(name => !(name in BENCHES))
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`)
  process.exitCode = 2
} else {
  for (const [name, run] of Object.entries(BENCHES))
    if (wanted.length === 0 || wanted.includes(name)) await run(options)
}
