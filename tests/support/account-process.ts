import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { CLIENT_FOLDER } from "./browsers.ts"
import { buildFaultyDisk, NO_LIMIT, setDisk } from "./faulty-disk.ts"
import { temporaryFolder } from "./relay.ts"
import { startRelayProcess, type RelayProcess } from "./relay-process.ts"

/** A relay with accounts in a process of its own, on a disk that can be filled up, which serves the built client. */
export interface AccountProcess {
  /** Where it is; the same after each start. */
  readonly url: string
  /** The link of the console, by which somebody becomes its owner. */
  readonly setUpLink: string
  readonly dataFolder: string
  /** Lets the disk take so many bytes more, of the log and of the accounts alike. */
  fillDisk(bytesLeft?: number): void
  freeDisk(): void
  /** Ends it at once, with nothing put in order. */
  kill(): Promise<void>
  /** Starts it again on the same folder and port. */
  start(): Promise<void>
  /** What it has printed since its last start. */
  printed(): string
  close(): Promise<void>
}

/** Starts one with nobody in it; `environment` adds to its own. */
export async function startAccountProcess(environment: Readonly<Record<string, string>> = {}): Promise<AccountProcess> {
  const folder = temporaryFolder()
  const dataFolder = join(folder, "data")
  const control = join(folder, "disk")
  const library = buildFaultyDisk(folder)
  writeFileSync(control, Buffer.alloc(16))
  setDisk(control, NO_LIMIT, 0)
  const spawn = (port: string) =>
    startRelayProcess(dataFolder, {
      WEFT_ACCESS: "accounts",
      WEFT_CLIENT: CLIENT_FOLDER,
      PORT: port,
      ...(library !== null && { LD_PRELOAD: library, DISK_CONTROL: control, DISK_FILES: ".sqlite" }),
      ...environment,
    })
  let running: RelayProcess = await spawn("0")
  const { url } = running
  const setUpLink = await printedLink(running)
  return {
    url,
    setUpLink,
    dataFolder,
    fillDisk: (bytesLeft = 0) => setDisk(control, bytesLeft, 0),
    freeDisk: () => setDisk(control, NO_LIMIT, 0),
    kill: () => running.kill(),
    async start() {
      running = await spawn(new URL(url).port)
    },
    printed: () => running.printed(),
    async close() {
      await running.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The link of the console, which is printed a moment after the address. */
async function printedLink(relay: RelayProcess): Promise<string> {
  for (;;) {
    const link = /http:\S+\/setup#\S+/.exec(relay.printed())?.[0]
    if (link !== undefined) return link
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

/** Whether a disk can be filled up here: it takes a C compiler to build what stands before it. */
export function canFillDisk(): boolean {
  const folder = temporaryFolder()
  try {
    return buildFaultyDisk(folder) !== null
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
