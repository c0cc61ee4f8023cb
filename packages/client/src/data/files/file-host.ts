import type { SpaceId, WorkspaceId } from "@weft/model/base/ids"
import { unreachable } from "@weft/model/base/assert"
import type { Send } from "../api.ts"
import type { Port } from "../messages.ts"
import type { Clock, Locks, Timers } from "../worker/world.ts"
import { FileDatabase, type FileKey, type StoredFile } from "./file-database.ts"
import type { FromFileWorker, KeepRefusal, ToFileWorker, UploadState, WaitingFile } from "./file-messages.ts"
import { hashFile } from "./hash-file.ts"
import { uploadFile, type UploadOutcome } from "./upload-file.ts"

/** The most that files which wait may take on this device, in bytes. */
const MOST_WAITING_BYTES = 500 * 1024 * 1024

/** How long to wait before asking again a relay that did not answer, in milliseconds: at first, and at the most. */
const RETRY_MILLIS = { first: 1_000, most: 30_000 }

/** The world as the files worker sees it. */
export interface FileWorld {
  readonly indexedDB: IDBFactory | null
  readonly send: Send
  readonly clock: Clock
  readonly timers: Timers
  readonly locks: Locks
}

interface Guest {
  readonly workspace: WorkspaceId
  readonly port: Port<FromFileWorker, ToFileWorker>
  isReachable: boolean
}

/**
 * Keeps files that wait for the relay, and brings them there one after the other. Tabs are added to it as ports, and
 * everything else comes in as the world. Of several hosts on one device (where tabs cannot share a worker) one sends.
 */
export class FileHost {
  readonly #world: FileWorld
  readonly #database: FileDatabase
  readonly #guests = new Set<Guest>()
  /** What is known of files, by key; the database says the same. */
  #files: readonly StoredFile[] = []
  /** The file that is on its way. */
  #sending: { readonly key: FileKey; sent: number; readonly abort: AbortController } | null = null
  #isRunning = false
  /** Until when nobody is asked, since nobody answered; and what ends that. */
  #pause: { readonly cancel: () => void } | null = null
  #patience = RETRY_MILLIS.first
  readonly #ready: Promise<void>

  constructor(world: FileWorld) {
    this.#world = world
    this.#database = new FileDatabase(world.indexedDB)
    this.#ready = this.#reload()
  }

  /** Serves a tab until it says `bye`. */
  serve(port: Port<FromFileWorker, ToFileWorker>): void {
    let guest: Guest | null = null
    port.listen(message => {
      if (message.do === "open") {
        guest = { workspace: message.workspace, port, isReachable: false }
        this.#guests.add(guest)
        void this.#welcome()
      } else if (guest !== null) this.#handle(guest, message)
    })
  }

  async #welcome(): Promise<void> {
    await this.#ready
    this.#tell()
    this.#run()
  }

  #handle(guest: Guest, message: Exclude<ToFileWorker, { do: "open" }>): void {
    const { workspace } = guest
    switch (message.do) {
      case "reach":
        guest.isReachable = message.isReachable
        if (message.isReachable) this.#hurry()
        return
      case "keep":
        return void this.#keep(guest, message)
      case "read":
        return void this.#read(guest, message.request, { workspace, space: message.space, hash: message.hash })
      case "drop":
        return void this.#drop({ workspace, space: message.space, hash: message.hash })
      case "retry":
        return void this.#retry({ workspace, space: message.space, hash: message.hash })
      case "bye":
        return void this.#guests.delete(guest)
      default:
        return unreachable(message)
    }
  }

  async #keep(guest: Guest, { request, space, name, file }: Extract<ToFileWorker, { do: "keep" }>): Promise<void> {
    const refuse = (reason: KeepRefusal) => guest.port.post({ tell: "refused", request, reason })
    await this.#ready
    if (this.#world.indexedDB === null) return refuse("no-database")
    const { workspace } = guest
    let hash: string
    try {
      hash = await hashFile(file, bytes => guest.port.post({ tell: "reading", request, bytes }))
    } catch {
      return refuse("unreadable")
    }
    const key = { workspace, space, hash }
    const standing = this.#find(key)
    if (standing === undefined || standing.end === "stored") {
      // Counted after the reading, since others may have been kept meanwhile.
      if (this.#waitingBytes() + file.size > MOST_WAITING_BYTES) return refuse("device-full")
      const stored: StoredFile = { ...key, name, size: file.size, at: this.#world.clock.now(), end: null }
      try {
        await this.#database.add(stored, new Blob([file]))
      } catch (error) {
        return refuse(error instanceof Error && error.name === "QuotaExceededError" ? "disk-full" : "no-database")
      }
      this.#put(stored)
    }
    guest.port.post({ tell: "answer", request, value: { hash, size: file.size } })
    this.#run()
  }

  async #read(guest: Guest, request: number, key: FileKey): Promise<void> {
    const bytes = await this.#database.bytes(key).catch(() => null)
    guest.port.post({ tell: "answer", request, value: bytes })
  }

  async #drop(key: FileKey): Promise<void> {
    if (this.#sending !== null && isSame(this.#sending.key, key)) this.#sending.abort.abort()
    this.#files = this.#files.filter(file => !isSame(file, key))
    this.#tell()
    await this.#database.remove(key).catch(() => undefined)
  }

  async #retry(key: FileKey): Promise<void> {
    const file = this.#find(key)
    if (file === undefined || file.end === "stored") return
    await this.#note({ ...file, end: null })
    this.#hurry()
  }

  /** Asks at once, whatever was said before. */
  #hurry(): void {
    this.#pause?.cancel()
    this.#pause = null
    this.#patience = RETRY_MILLIS.first
    this.#run()
  }

  #run(): void {
    if (this.#isRunning || this.#pause !== null || this.#next() === undefined) return
    this.#isRunning = true
    const release = this.#world.locks.request("weft-files", () => {
      void this.#sendAll().finally(() => {
        this.#isRunning = false
        release()
        // What was kept in the last moment of this turn.
        this.#run()
      })
    })
  }

  async #sendAll(): Promise<void> {
    // Another host may have brought some of them while this one waited for its turn.
    await this.#reload()
    for (let file = this.#next(); file !== undefined; file = this.#next()) {
      const outcome = await this.#send(file)
      this.#sending = null
      if (!(await this.#settle(file, outcome))) break
    }
    this.#tell()
  }

  async #send(file: StoredFile): Promise<UploadOutcome | null> {
    const bytes = await this.#database.bytes(file).catch(() => null)
    if (bytes === null) return null
    const sending = { key: file, sent: 0, abort: new AbortController() }
    this.#sending = sending
    this.#tell()
    const progress = (sent: number) => {
      sending.sent = sent
      this.#tell()
    }
    return uploadFile({ key: file, bytes, send: this.#world.send, signal: sending.abort.signal, progress })
  }

  /** Notes what came of sending a file; answers whether to go on with the next. */
  async #settle(file: StoredFile, outcome: UploadOutcome | null): Promise<boolean> {
    // Nobody wants it any more, or somebody else has taken its bytes.
    if (this.#find(file) === undefined) return true
    if (outcome === null) return this.#drop(file).then(() => true)
    switch (outcome.came) {
      case "stored":
        this.#patience = RETRY_MILLIS.first
        await this.#note({ ...file, end: "stored" })
        return true
      case "refused":
        await this.#note({ ...file, end: { reason: outcome.reason, most: outcome.most } })
        return true
      case "signed-out":
        for (const guest of this.#guests) if (guest.workspace === file.workspace) guest.isReachable = false
        return true
      case "unreachable":
        this.#waitAndRun()
        return false
      default:
        return unreachable(outcome)
    }
  }

  #waitAndRun(): void {
    const cancel = this.#world.timers.after(this.#patience, () => {
      this.#pause = null
      this.#run()
    })
    this.#pause = { cancel }
    this.#patience = Math.min(RETRY_MILLIS.most, this.#patience * 2)
  }

  #next(): StoredFile | undefined {
    const reachable = new Set<string>()
    for (const guest of this.#guests) if (guest.isReachable) reachable.add(guest.workspace)
    return this.#files.find(({ end, workspace }) => end === null && reachable.has(workspace))
  }

  #waitingBytes(): number {
    return this.#files.reduce((bytes, { end, size }) => (end === "stored" ? bytes : bytes + size), 0)
  }

  #find(key: FileKey): StoredFile | undefined {
    return this.#files.find(file => isSame(file, key))
  }

  async #note(file: StoredFile): Promise<void> {
    this.#put(file)
    // What is not noted is asked of the relay again, and is there.
    await this.#database.note(file).catch(() => undefined)
  }

  #put(file: StoredFile): void {
    const others = this.#files.filter(other => !isSame(other, file))
    this.#files = [...others, file].sort((left, right) => left.at - right.at)
    this.#tell()
  }

  async #reload(): Promise<void> {
    this.#files = await this.#database.list().catch(() => this.#files)
  }

  #tell(): void {
    for (const { workspace, port } of this.#guests) {
      const own = this.#files.filter(file => file.workspace === workspace)
      const elsewhere = this.#files.length - own.length
      port.post({ tell: "waiting", files: own.map(file => this.#shown(file)), elsewhere })
    }
  }

  #shown(file: StoredFile): WaitingFile {
    const { hash, name, size } = file
    return { space: file.space as SpaceId, hash, name, size, upload: this.#stateOf(file) }
  }

  #stateOf(file: StoredFile): UploadState {
    if (file.end === "stored") return { state: "stored" }
    if (file.end !== null) return { state: "refused", ...file.end }
    const sending = this.#sending
    return sending !== null && isSame(sending.key, file) ? { state: "sends", sent: sending.sent } : { state: "waits" }
  }
}

function isSame(left: FileKey, right: FileKey): boolean {
  return left.hash === right.hash && left.space === right.space && left.workspace === right.workspace
}
