import { attachFile, noteStored } from "@weft/model/actions/attachment"
import { stampTime } from "@weft/model/base/hybrid-clock"
import { newId, type AttachmentId, type ItemId, type SpaceId } from "@weft/model/base/ids"
import type { Refusal } from "@weft/model/base/result"
import type { Attachment } from "@weft/model/schema/attachment"
import { createEffect, createMemo, createRoot, createSignal, on, type Accessor } from "solid-js"
import type { Port } from "../messages.ts"
import type { Workspace } from "../workspace.ts"
import type { FromFileWorker, KeepRefusal, KeptFile, ToFileWorker, WaitingFile } from "./file-messages.ts"
import { openFileWorker } from "./open-file-worker.ts"
import type { FileCounts } from "./resume-files.ts"

/** How long the bytes of what was taken away stay, in milliseconds: as long as on a relay. */
const KEPT_MILLIS = 30 * 24 * 60 * 60 * 1000

/** A file that this tab is reading, before there is an attachment. */
export interface ReadingFile {
  readonly key: number
  readonly item: ItemId
  readonly name: string
  /** In bytes; `read` of them have been read. */
  readonly size: number
  readonly read: number
}

/** Why a file that somebody wanted to attach is not. */
export type NotAttached = { readonly kept: KeepRefusal } | { readonly action: Refusal }

/**
 * Opens the files of a workspace in this tab.
 *
 * @param remember is told whether this device has files to go on with
 * @param lost is called where the worker could not be loaded: what is open is of no use, and another try may be
 */
export function openWorkspaceFiles(
  workspace: Workspace,
  remember: (mayWait: boolean) => void,
  lost: () => void,
): WorkspaceFiles {
  return createRoot(() => {
    const port = openFileWorker(() => {
      files.end()
      lost()
    })
    const files = new WorkspaceFiles(workspace, port, remember)
    return files
  })
}

/** The files of one workspace, as this tab has to do with them. */
export class WorkspaceFiles {
  /** Those whose bytes the relay does not have yet, as far as they lie on this device. */
  readonly waiting: Accessor<readonly WaitingFile[]>
  readonly reading: Accessor<readonly ReadingFile[]>
  readonly counts: Accessor<FileCounts>
  readonly #workspace: Workspace
  readonly #port: Port<ToFileWorker, FromFileWorker>
  readonly #requests = new Map<
    number,
    { readonly answered: (value: unknown) => void; readonly refused: (reason: KeepRefusal) => void }
  >()
  readonly #setReading: (change: (before: readonly ReadingFile[]) => readonly ReadingFile[]) => void
  /** Of which files the attachments have been looked at, or are waited for. */
  readonly #looked = new Set<string>()
  #numbers = 0

  /** Inside of a root of its own: it lasts as long as the tab shows the workspace. */
  constructor(workspace: Workspace, port: Port<ToFileWorker, FromFileWorker>, remember: (mayWait: boolean) => void) {
    this.#workspace = workspace
    this.#port = port
    const [waiting, setWaiting] = createSignal<readonly WaitingFile[]>([])
    const [reading, setReading] = createSignal<readonly ReadingFile[]>([])
    this.waiting = waiting
    this.reading = reading
    this.counts = createMemo(() => countsOf(waiting()))
    this.#setReading = setReading
    port.listen(message => {
      switch (message.tell) {
        case "waiting":
          setWaiting(message.files)
          remember(message.files.length + message.elsewhere > 0)
          for (const file of message.files) {
            if (file.upload.state === "stored") this.#noteStored(file)
            else this.#dropIfLongGone(file)
          }
          return
        case "reading":
          return this.#read(message.request, message.bytes)
        case "answer":
          return this.#take(message.request)?.answered(message.value)
        case "refused":
          return this.#take(message.request)?.refused(message.reason)
      }
    })
    port.post({ do: "open", workspace: workspace.id })
    const isReachable = createMemo(() => workspace.sync().relay.state === "online")
    createEffect(on(isReachable, is => port.post({ do: "reach", isReachable: is })))
  }

  /** What waits here of some bytes, if anything does. Followed. */
  waitingFile(space: SpaceId, hash: string): WaitingFile | undefined {
    return this.waiting().find(file => file.hash === hash && file.space === space && file.upload.state !== "stored")
  }

  /** Reads a file, keeps its bytes on this device, and attaches it; it goes to the relay as soon as there is one. */
  async attach(space: SpaceId, item: ItemId, file: File, says: string): Promise<AttachmentId | NotAttached> {
    const request = ++this.#numbers
    const { name, size, type } = file
    this.#setReading(before => [...before, { key: request, item, name, size, read: 0 }])
    try {
      const kept = await this.#keep(request, space, file)
      if (typeof kept === "string") return { kept }
      const id = newId<AttachmentId>(this.#workspace.random)
      const refusal = this.#workspace.run(space, attachFile, { id, item, name, type, ...kept }, says)
      if (refusal === null) return id
      this.drop(space, kept.hash)
      return { action: refusal }
    } finally {
      this.#setReading(before => before.filter(({ key }) => key !== request))
    }
  }

  /** The bytes of a file that waits here, or null. */
  bytes(space: SpaceId, hash: string): Promise<Blob | null> {
    const request = ++this.#numbers
    return new Promise(resolve => {
      this.#requests.set(request, { answered: value => resolve(value as Blob | null), refused: () => resolve(null) })
      this.#port.post({ do: "read", request, space, hash })
    })
  }

  /** Tries again to bring a file that the relay would not have. */
  retry(space: SpaceId, hash: string): void {
    this.#port.post({ do: "retry", space, hash })
  }

  /** Forgets the bytes of a file on this device. */
  drop(space: SpaceId, hash: string): void {
    this.#port.post({ do: "drop", space, hash })
  }

  /** Answers whoever still waits that nothing will come. */
  end(): void {
    for (const request of [...this.#requests.keys()]) this.#take(request)?.refused("no-worker")
  }

  #keep(request: number, space: SpaceId, file: File): Promise<KeptFile | KeepRefusal> {
    return new Promise(resolve => {
      this.#requests.set(request, { answered: value => resolve(value as KeptFile), refused: resolve })
      this.#port.post({ do: "keep", request, space, name: file.name, file })
    })
  }

  #read(request: number, bytes: number): void {
    this.#setReading(before => before.map(file => (file.key === request ? { ...file, read: bytes } : file)))
  }

  #take(request: number) {
    const standing = this.#requests.get(request)
    this.#requests.delete(request)
    return standing
  }

  /** Writes to the attachments of a file that the relay keeps it; only then it is forgotten. */
  #noteStored(file: WaitingFile): void {
    this.#whenNamed("stored", file, () => {
      // Where it may not be written any more, nobody asks for it either.
      this.#workspace.run(file.space, noteStored, { hash: file.hash })
      this.drop(file.space, file.hash)
    })
  }

  /** Forgets a file that waits although everything that named it was taken away long ago. */
  #dropIfLongGone(file: WaitingFile): void {
    const long = this.#workspace.now() - KEPT_MILLIS
    this.#whenNamed("waits", file, rows => {
      if (rows.every(({ deleted }) => deleted !== null && stampTime(deleted.at) < long))
        this.drop(file.space, file.hash)
    })
  }

  /** Does something with the attachments of a file, once each way, as soon as the space is here and there are some. */
  #whenNamed(why: string, { space, hash }: WaitingFile, run: (rows: readonly Attachment[]) => void): void {
    const key = `${why}/${space}/${hash}`
    if (this.#looked.has(key)) return
    this.#looked.add(key)
    createRoot(dispose => {
      const { ready, live } = this.#workspace.space(space)
      createEffect(() => {
        const rows = ready() ? [...live.table("attachments").values()].filter(row => row.hash === hash) : []
        if (rows.length === 0) return
        // After the effect, since a write from inside of it would be followed.
        queueMicrotask(() => {
          dispose()
          run(rows)
          if (why === "stored") this.#looked.delete(key)
        })
      })
    })
  }
}

function countsOf(waiting: readonly WaitingFile[]): FileCounts {
  const refused = waiting.filter(({ upload }) => upload.state === "refused").length
  const stored = waiting.filter(({ upload }) => upload.state === "stored").length
  return { waiting: waiting.length - refused - stored, refused }
}
