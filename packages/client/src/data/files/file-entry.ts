import { browserWorld } from "../worker/browser-world.ts"
import { serveTabs } from "../worker/serve-tabs.ts"
import { FileHost } from "./file-host.ts"

/** The files worker: shared by all tabs where the browser can, one per tab where it cannot. */
const { indexedDB, clock, timers, locks } = browserWorld()
serveTabs(new FileHost({ indexedDB, clock, timers, locks, send: (path, init) => fetch(path, init) }))
