import { createHash } from "node:crypto"
import { mkdirSync } from "node:fs"
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from "node:fs/promises"
import { dirname, join } from "node:path"
import type { Clock } from "../ports.ts"
import type { FileLimits } from "./file-limits.ts"
import { FileTables, type FileRow, type UploadRow } from "./file-tables.ts"
import { sniffType } from "./sniff-type.ts"

/** Why a file was not taken. */
export type FileRefusal =
  | { readonly refused: "too-large"; readonly most: number }
  | { readonly refused: "quota"; readonly most: number }
  | { readonly refused: "too-many-uploads"; readonly most: number }
  | { readonly refused: "not-found" }
  /** The bytes that come do not follow those that are here: go on from `offset`. */
  | { readonly refused: "wrong-offset"; readonly offset: number }
  /** More bytes came than were announced. */
  | { readonly refused: "too-long" }
  /** The bytes are not those that were announced; all of them are gone. */
  | { readonly refused: "wrong-hash" }

/** What came of an upload so far. */
export type UploadState =
  | { readonly state: "whole"; readonly file: FileRow }
  | { readonly state: "waits"; readonly upload: string; readonly offset: number }

export interface NewFile {
  readonly workspace: string
  readonly space: string
  readonly hash: string
  readonly size: number
  readonly person: string
}

export interface FileStoreOptions {
  /** The relay's data folder. */
  readonly folder: string
  readonly clock: Clock
  readonly limits: FileLimits
  readonly createName: () => string
}

/**
 * Keeps files by the hash of their content, below `files/` in the data folder.
 * A file arrives in as many pieces as it takes, and counts only when all of it
 * is on disk and is what was announced.
 *
 * Who knows a hash has not seen the file: even bytes that are here already have
 * to be sent, unless this very space has them.
 */
export class FileStore {
  readonly #options: FileStoreOptions
  readonly #tables: FileTables
  readonly #root: string
  /** Uploads that are being written to: one piece at a time. */
  readonly #busy = new Set<string>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: FileStoreOptions) {
    this.#options = options
    this.#root = join(options.folder, "files")
    mkdirSync(join(this.#root, "incoming"), { recursive: true })
    this.#tables = new FileTables(join(options.folder, "files.sqlite"))
  }

  get tables(): FileTables {
    return this.#tables
  }

  /** Begins to take a file, or goes on with what the same person began before. */
  async begin({ workspace, space, hash, size, person }: NewFile): Promise<UploadState | FileRefusal> {
    const { limits, clock, createName } = this.#options
    const file = this.#tables.find(workspace, space, hash)
    if (file !== null) {
      this.#tables.setUnused(workspace, space, hash, null)
      return { state: "whole", file }
    }
    const begun = this.#tables.sameUpload(workspace, space, hash, person)
    if (begun !== null) return this.#stateOf(begun)
    if (size > limits.fileBytes) return { refused: "too-large", most: limits.fileBytes }
    if (this.#tables.usedBytes(workspace) + size > limits.workspaceBytes)
      return { refused: "quota", most: limits.workspaceBytes }
    if (this.#tables.uploadsOf(person) >= limits.uploads) return { refused: "too-many-uploads", most: limits.uploads }
    const upload = { id: createName(), workspace, space, hash, size, person, at: clock.now() }
    this.#tables.beginUpload(upload)
    return this.#stateOf(upload)
  }

  /**
   * Gives a space a file that another space of the same workspace has, without its bytes being sent again; `not-found`
   * where that one has not got it.
   */
  async share(
    { workspace, space, hash, person }: Omit<NewFile, "size">,
    from: string,
  ): Promise<UploadState | FileRefusal> {
    const { limits, clock } = this.#options
    let shared: UploadState | FileRefusal = { refused: "not-found" }
    await this.#inTurn(async () => {
      const file = this.#tables.find(workspace, from, hash)
      if (file === null) return
      if (this.#tables.usedBytes(workspace) + file.size > limits.workspaceBytes) {
        shared = { refused: "quota", most: limits.workspaceBytes }
        return
      }
      const added = { ...file, space, person, at: clock.now() }
      this.#tables.add(added)
      shared = { state: "whole", file: added }
    })
    return shared
  }

  /** How far an upload of a person is. */
  async look(id: string, person: string): Promise<UploadState | FileRefusal> {
    const upload = this.#tables.upload(id)
    return upload === null || upload.person !== person ? { refused: "not-found" } : this.#stateOf(upload)
  }

  /**
   * Adds bytes to an upload. What has come before a break stays: the answer to
   * `look` says from where to go on.
   */
  async add(
    id: string,
    person: string,
    offset: number,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<UploadState | FileRefusal> {
    const upload = this.#tables.upload(id)
    if (upload === null || upload.person !== person) return { refused: "not-found" }
    const here = await this.#sizeOf(upload)
    if (this.#busy.has(id) || here !== offset) return { refused: "wrong-offset", offset: here }
    this.#busy.add(id)
    try {
      const written = await this.#write(upload, offset, bytes)
      if (written > upload.size) return this.#drop(upload, "too-long")
      return written === upload.size ? await this.#finish(upload) : { state: "waits", upload: id, offset: written }
    } finally {
      this.#busy.delete(id)
    }
  }

  /** Opens a file that a space has, or null. The caller closes it. */
  async open(
    workspace: string,
    space: string,
    hash: string,
  ): Promise<{ readonly file: FileRow; readonly handle: FileHandle } | null> {
    const file = this.#tables.find(workspace, space, hash)
    if (file === null) return null
    return { file, handle: await open(this.#pathOf(hash), "r") }
  }

  /**
   * Notes what a space refers to now, and takes out what nothing has referred
   * to for long enough. Answers how many files went.
   */
  async sweep(workspace: string, space: string, inUse: ReadonlySet<string>): Promise<number> {
    const { clock, limits } = this.#options
    const now = clock.now()
    let gone = 0
    for (const { hash, unused_since: since } of this.#tables.ofSpace(workspace, space)) {
      if (inUse.has(hash)) {
        if (since !== null) this.#tables.setUnused(workspace, space, hash, null)
      } else if (since === null) this.#tables.setUnused(workspace, space, hash, now)
      else if (now - since > limits.unusedMillis) {
        gone += 1
        await this.#inTurn(async () => {
          if (this.#tables.remove(workspace, space, hash)) await rm(this.#pathOf(hash), { force: true })
        })
      }
    }
    return gone
  }

  /** Throws away uploads that have rested too long, and bytes that belong to none. */
  async dropStale(): Promise<void> {
    const { clock, limits } = this.#options
    for (const upload of this.#tables.staleUploads(clock.now() - limits.uploadMillis))
      if (!this.#busy.has(upload.id)) await this.#forget(upload)
    for (const name of await readdir(join(this.#root, "incoming")))
      if (this.#tables.upload(name) === null) await rm(join(this.#root, "incoming", name), { force: true })
  }

  close(): void {
    this.#tables.close()
  }

  async #stateOf(upload: UploadRow): Promise<UploadState> {
    return { state: "waits", upload: upload.id, offset: await this.#sizeOf(upload) }
  }

  async #sizeOf({ id }: UploadRow): Promise<number> {
    const found = await stat(this.#incomingPath(id)).catch(() => null)
    return found?.size ?? 0
  }

  /** Writes at most one byte more than was announced, and answers how many are there then. */
  async #write(upload: UploadRow, offset: number, bytes: AsyncIterable<Uint8Array>): Promise<number> {
    const handle = await open(this.#incomingPath(upload.id), "a")
    let written = offset
    try {
      for await (const piece of bytes) {
        const room = upload.size + 1 - written
        await handle.appendFile(piece.length > room ? piece.subarray(0, room) : piece)
        written += Math.min(piece.length, room)
        if (written > upload.size) break
      }
      if (written === upload.size) await handle.sync()
    } finally {
      await handle.close()
    }
    return written
  }

  async #finish(upload: UploadRow): Promise<UploadState | FileRefusal> {
    const incoming = this.#incomingPath(upload.id)
    const { hash, type } = await readOnce(incoming)
    if (hash !== upload.hash) return this.#drop(upload, "wrong-hash")
    const { workspace, space, size, person } = upload
    const file = { workspace, space, hash, size, type, person, at: this.#options.clock.now() }
    await this.#inTurn(async () => {
      const path = this.#pathOf(hash)
      await mkdir(dirname(path), { recursive: true })
      await rename(incoming, path)
      await syncFolder(dirname(path))
      this.#tables.add(file)
    })
    this.#tables.endUpload(upload.id)
    return { state: "whole", file }
  }

  /** One after the other, since the last space to let go of a hash and the next one to bring it share the bytes. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(run)
    this.#last = turn.catch(() => {})
    return turn
  }

  async #drop(upload: UploadRow, refused: "too-long" | "wrong-hash"): Promise<FileRefusal> {
    await this.#forget(upload)
    return { refused }
  }

  async #forget({ id }: UploadRow): Promise<void> {
    this.#tables.endUpload(id)
    await rm(this.#incomingPath(id), { force: true })
  }

  #incomingPath(id: string): string {
    return join(this.#root, "incoming", id)
  }

  #pathOf(hash: string): string {
    return join(this.#root, hash.slice(0, 2), hash)
  }
}

/** The hash of a file, and the type that its first bytes show. */
async function readOnce(path: string): Promise<{ hash: string; type: string }> {
  const handle = await open(path, "r")
  try {
    const hash = createHash("sha256")
    let head: Uint8Array | null = null
    for await (const piece of handle.createReadStream({ autoClose: false })) {
      const bytes = piece as Uint8Array
      head ??= bytes
      hash.update(bytes)
    }
    return { hash: hash.digest("hex"), type: await sniffType(head ?? new Uint8Array()) }
  } finally {
    await handle.close()
  }
}

/** A rename is on disk only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, "r")
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
