import type { Browser } from "playwright-core"
import { afterAll, afterEach, beforeAll, expect } from "vitest"
import type { FileLimits } from "@weft/sync-server/files/file-limits"
import { startAccountProcess, type AccountProcess } from "./account-process.ts"
import { startAccountServer, type AccountServer } from "./account-server.ts"
import { launchChromium, somebody, startServer, type Looking, type Somebody } from "./browsers.ts"
import type { StartedRelay, StartOptions } from "./relay.ts"
import { serveClient, type ServedClient } from "./served-client.ts"
import { openGate, type RelayGate } from "./relay-gate.ts"

/** How long a screen may take on a busy machine to show what another one did, in milliseconds. */
export const PATIENCE = { timeout: 20_000, interval: 100 }

/** The browser of a test file, and what its tests open. */
export interface Journey {
  /** Somebody at a browser of their own, until the test is over. */
  somebody(looking?: Looking): Promise<Somebody>
  /** A relay that serves the client, until the test is over; `limits` are those of files that are not as usual. */
  server(limits?: Partial<FileLimits>, options?: Pick<StartOptions, "renewal">): Promise<StartedRelay>
  /** A relay with accounts that serves the client, with nobody in it, until the test is over. */
  accountServer(): Promise<AccountServer>
  /** The same in a process of its own, which can be killed and started again, and whose disk can fill up. */
  accountProcess(environment?: Readonly<Record<string, string>>): Promise<AccountProcess>
  /** Something that has been opened, which is closed when the test is over. */
  opened<Open extends { close(): Promise<void> }>(opening: Promise<Open>): Promise<Open>
  /** A relay in a process of its own whose client can be exchanged below it, until the test is over. */
  servedClient(): Promise<ServedClient>
  /** A gate before a relay, until the test is over. */
  gate(relay: Pick<StartedRelay, "url">): Promise<RelayGate>
}

/**
 * Opens one browser for all tests of a file. After each test everybody goes, and no page may have had a fault: an
 * error on the console, or one that nobody caught.
 */
export function journey(): Journey {
  let browser: Browser
  const people: Somebody[] = []
  const closes: (() => Promise<void>)[] = []
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterEach(async () => {
    const faults = people.flatMap(person => person.faults)
    await Promise.all(people.splice(0).map(({ context }) => context.close()))
    for (const close of closes.splice(0).reverse()) await close()
    expect(faults).toEqual([])
  })
  afterAll(() => browser.close())
  return {
    async somebody(looking) {
      const person = await somebody(browser, looking)
      person.page.setDefaultTimeout(PATIENCE.timeout)
      people.push(person)
      return person
    },
    async server(limits, options) {
      const relay = await startServer(undefined, limits, options)
      closes.push(() => relay.close())
      return relay
    },
    async accountServer() {
      const server = await startAccountServer()
      closes.push(() => server.close())
      return server
    },
    async accountProcess(environment) {
      const server = await startAccountProcess(environment)
      closes.push(() => server.close())
      return server
    },
    async opened(opening) {
      const open = await opening
      closes.push(() => open.close())
      return open
    },
    async servedClient() {
      const server = await serveClient()
      closes.push(() => server.close())
      return server
    },
    async gate(relay) {
      const gate = await openGate(relay.url)
      closes.push(() => gate.close())
      return gate
    },
  }
}
