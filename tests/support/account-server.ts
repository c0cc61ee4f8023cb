import { randomBytes } from "node:crypto"
import { rmSync } from "node:fs"
import type { Mail } from "@weft/sync-server/accounts/mailer"
import { composeRelay } from "@weft/sync-server/compose-relay"
import { listen } from "@weft/sync-server/listen"
import { systemClock, systemTimers } from "@weft/sync-server/ports"
import { readSettings } from "@weft/sync-server/settings"
import { packerHere } from "@weft/sync-server/store/pack-updates"
import { openSqliteStore } from "@weft/sync-server/store/sqlite-store"
import { CLIENT_FOLDER } from "./browsers.ts"
import { temporaryFolder } from "./relay.ts"
import { CHEAP_PASSWORDS } from "./signed-in-relay.ts"

/** A relay with accounts and rights that serves the built client, as `main.ts` puts it together. */
export interface AccountServer {
  readonly url: string
  /** The link of the console, by which somebody becomes its owner. */
  readonly setUpLink: string
  /** Mails that were sent. */
  readonly mails: readonly Mail[]
  readonly reports: readonly string[]
  /** Lets its clock go on by so many milliseconds at once. */
  passTime(millis: number): void
  close(): Promise<void>
}

/** Starts one in this process, on a free port of the loopback interface, with nobody in it. */
export async function startAccountServer(): Promise<AccountServer> {
  const folder = temporaryFolder()
  const [mails, reports] = [[] as Mail[], [] as string[]]
  let ahead = 0
  const clock = { now: () => systemClock.now() + ahead }
  const store = openSqliteStore(folder, freshName)
  const composed = composeRelay({
    settings: readSettings({ WEFT_DATA: folder }),
    environment: {},
    store,
    packer: packerHere,
    mailer: { send: async mail => void mails.push(mail) },
    clock,
    timers: systemTimers,
    createName: freshName,
    report: line => void reports.push(line),
    diskLost: error => void reports.push(error.message),
    clientFolder: CLIENT_FOLDER,
    passwordCost: CHEAP_PASSWORDS,
  })
  const listening = await listen(composed.relay, "127.0.0.1", 0)
  const url = `http://127.0.0.1:${listening.port}`
  return {
    url,
    setUpLink: `${url}/setup#${composed.accounts?.drawSetUpSecret()}`,
    mails,
    reports,
    passTime(millis) {
      ahead += millis
    },
    async close() {
      await composed.rest()
      await listening.close()
      await store.close()
      composed.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function freshName(): string {
  return randomBytes(9).toString("base64url")
}
