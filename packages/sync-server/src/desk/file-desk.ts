import { filesInUse, filesNamed } from "@weft/model/replica/attached-files"
import { formatDocumentName } from "@weft/model/wire/document-name"
import type { FileStore } from "../files/file-store.ts"
import type { Clock, Report, Timers } from "../ports.ts"
import type { LogStore } from "../store/log-store.ts"

const MINUTE_MILLIS = 60_000
const DAY_MILLIS = 24 * 60 * MINUTE_MILLIS

/** How long after the start it looks first, in milliseconds: devices that come back then are not kept waiting. */
const FIRST_MILLIS = 5 * MINUTE_MILLIS

export interface FileDeskOptions {
  readonly files: FileStore
  readonly store: Pick<LogStore, "read" | "documents">
  readonly clock: Clock
  readonly timers: Timers
  readonly report: Report
  /** How long an attachment that was taken away still counts, in milliseconds. */
  readonly keptMillis: number
}

/**
 * Looks once a day which files the spaces refer to, so that those go which
 * nothing has referred to for long enough. Of a space of which some document
 * cannot be read nothing is touched: it may refer to every file.
 */
export class FileDesk {
  readonly #options: FileDeskOptions
  #cancel: () => void
  #running: Promise<void> = Promise.resolve()
  #isEnded = false

  constructor(options: FileDeskOptions) {
    this.#options = options
    this.#cancel = options.timers.after(FIRST_MILLIS, () => this.#start())
  }

  /** Ends, after the space that it is looking at. */
  async end(): Promise<void> {
    this.#isEnded = true
    this.#cancel()
    await this.#running
  }

  #start(): void {
    this.#running = this.#lookAndWait()
  }

  async #lookAndWait(): Promise<void> {
    await this.#look()
    if (!this.#isEnded) this.#cancel = this.#options.timers.after(DAY_MILLIS, () => this.#start())
  }

  async #look(): Promise<void> {
    const { files, report } = this.#options
    for (const { workspace, space } of files.tables.spaces()) {
      if (this.#isEnded) return
      try {
        await files.sweep(workspace, space, await this.#inUse(workspace, space))
      } catch (error) {
        report(`files of ${workspace}/space/${space} were not looked through: ${messageOf(error)}`)
      }
    }
    await files.dropStale().catch(error => report(`broken uploads were not thrown away: ${messageOf(error)}`))
  }

  /** What the documents of a space refer to. Throws where one of them cannot be read. */
  async #inUse(workspace: string, space: string): Promise<ReadonlySet<string>> {
    const { store, clock, keptMillis } = this.#options
    const own = await this.#read(formatDocumentName({ workspace, kind: "space", ids: [space] }))
    const hashes = filesInUse(own, space, clock.now(), keptMillis)
    for (const archive of await store.documents(`${workspace}/archive/${space}/`))
      for (const hash of filesNamed(await this.#read(archive))) hashes.add(hash)
    return hashes
  }

  async #read(name: string): Promise<readonly Uint8Array[]> {
    const stored = await this.#options.store.read(name)
    if (stored.state === "quarantined") throw new Error(`${name} is quarantined: ${stored.detail}`)
    const updates = stored.rows.map(({ bytes }) => bytes)
    return stored.snapshot === null ? updates : [stored.snapshot.bytes, ...updates].filter(({ length }) => length > 0)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
