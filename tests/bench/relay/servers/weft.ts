import { randomBytes } from "node:crypto"
import { openAccess } from "@weft/sync-server/access/open-access"
import { LOOPBACK_HOSTS } from "@weft/sync-server/http/known-hosts"
import { listen } from "@weft/sync-server/listen"
import { systemClock, systemTimers } from "@weft/sync-server/ports"
import { createRelay } from "@weft/sync-server/relay"
import { openThreadedStore } from "@weft/sync-server/store/threaded-store"
import { answerFor, dataFolder } from "./answering.ts"

/** The relay as `main.ts` composes it, open to everybody. */
const createName = () => randomBytes(12).toString("base64url")
const idle = process.env["BENCH_IDLE_MILLIS"]
const store = openThreadedStore(dataFolder(), createName, systemTimers, systemClock)
const relay = createRelay({
  store,
  packer: store,
  access: openAccess,
  clock: systemClock,
  timers: systemTimers,
  createName,
  report: line => console.error(line),
  diskLost: error => console.error(error.message),
  clientFolder: null,
  hosts: LOOPBACK_HOSTS,
  ...(idle === undefined ? {} : { idleMillis: Number(idle) }),
})
const listening = await listen(relay, "127.0.0.1", 0)
answerFor(listening.port, () => relay.readings.documents())
process.once("SIGTERM", async () => {
  await listening.close()
  await store.close()
  process.exit(0)
})
