import { browserWorld } from "./browser-world.ts"
import { createDataHost } from "./data-host.ts"
import { serveTabs } from "./serve-tabs.ts"

/** The data worker: shared by all tabs where the browser can, one per tab where it cannot. */
serveTabs(createDataHost(browserWorld()))
