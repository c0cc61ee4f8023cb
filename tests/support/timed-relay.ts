import { rmSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { CLIENT_FOLDER } from "./browsers.ts"
import { startRelayProcess } from "./relay-process.ts"
import { temporaryFolder } from "./relay.ts"

/** A relay in a process of its own that is told the time, so that days can go by in a moment. */
export interface TimedRelay {
  readonly url: string
  /** Ends it and starts it again on the same address at another time, such as `2026-12-28T10:00Z`. */
  moveTo(now: string): Promise<void>
  close(): Promise<void>
}

/** Starts one at a time, such as `2026-12-23T09:30Z`, with a folder of its own for its data. */
export async function startTimedRelay(now: string): Promise<TimedRelay> {
  const folder = temporaryFolder()
  const spawn = (at: string, port: string) =>
    startRelayProcess(join(folder, "data"), {
      WEFT_CLIENT: CLIENT_FOLDER,
      PORT: port,
      NODE_ENV: "development",
      WEFT_NOW: at,
    })
  let running = await spawn(now, "0")
  const { url } = running
  return {
    url,
    async moveTo(at) {
      await running.stop()
      running = await spawn(at, new URL(url).port)
    },
    async close() {
      await running.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Opens an address as of another time; the tab keeps to it until it is given another one. */
export async function openAt(page: Page, address: string, now: string): Promise<void> {
  const url = new URL(address)
  url.searchParams.set("now", now)
  await page.goto(url.href)
}
