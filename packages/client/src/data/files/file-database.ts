import type { WorkspaceId } from "@weft/model/base/ids"
import { wrap, type IDBPDatabase } from "idb"
import type { UploadRefusal } from "./file-messages.ts"
import type { WaitingFile } from "./file-messages.ts"

const NAME = "weft-files"
const FILES = "files"
const BYTES = "bytes"

/** A file as it is noted in the database: its bytes lie beside it, so that they are read only when they are sent. */
export interface StoredFile extends Pick<WaitingFile, "space" | "hash" | "name" | "size"> {
  readonly workspace: WorkspaceId
  /** When it was kept, in milliseconds since 1970. */
  readonly at: number
  readonly end: "stored" | { readonly reason: UploadRefusal; readonly most: number | null } | null
}

/** What names a file here: the same bytes for two spaces are two files, as on the relay. */
export type FileKey = Pick<StoredFile, "workspace" | "space" | "hash">

const keyOf = ({ workspace, space, hash }: FileKey): [string, string, string] => [workspace, space, hash]

/** The files of this device that wait for a relay, in a database of their own. */
export class FileDatabase {
  readonly #factory: IDBFactory | null
  #opening: Promise<IDBPDatabase> | null = null

  constructor(factory: IDBFactory | null) {
    this.#factory = factory
  }

  /** All that is noted, the first kept first; nothing where there is no database. */
  async list(): Promise<readonly StoredFile[]> {
    if (this.#factory === null) return []
    const files = (await (await this.#open()).getAll(FILES)) as StoredFile[]
    return files.sort((left, right) => left.at - right.at)
  }

  /** Keeps a file with its bytes; resolves when both are on disk. Rejects where they cannot be. */
  async add(file: StoredFile, bytes: Blob): Promise<void> {
    const transaction = (await this.#open()).transaction([FILES, BYTES], "readwrite", { durability: "strict" })
    await Promise.all([
      transaction.objectStore(FILES).put(file),
      transaction.objectStore(BYTES).put(bytes, keyOf(file)),
      transaction.done,
    ])
  }

  /** Notes what became of a file; the bytes of one that the relay has go. */
  async note(file: StoredFile): Promise<void> {
    const transaction = (await this.#open()).transaction([FILES, BYTES], "readwrite", { durability: "strict" })
    const bytes = transaction.objectStore(BYTES)
    await Promise.all([
      transaction.objectStore(FILES).put(file),
      file.end === "stored" ? bytes.delete(keyOf(file)) : null,
      transaction.done,
    ])
  }

  async bytes(key: FileKey): Promise<Blob | null> {
    if (this.#factory === null) return null
    return ((await (await this.#open()).get(BYTES, keyOf(key))) as Blob | undefined) ?? null
  }

  async remove(key: FileKey): Promise<void> {
    const transaction = (await this.#open()).transaction([FILES, BYTES], "readwrite")
    await Promise.all([
      transaction.objectStore(FILES).delete(keyOf(key)),
      transaction.objectStore(BYTES).delete(keyOf(key)),
      transaction.done,
    ])
  }

  /** Does away with all that waits of a workspace; nothing where there is no database. */
  async forget(workspace: WorkspaceId): Promise<void> {
    if (this.#factory === null) return
    const connection = await this.#open()
    const transaction = connection.transaction([FILES, BYTES], "readwrite")
    const [files, bytes] = [transaction.objectStore(FILES), transaction.objectStore(BYTES)]
    const keys = (await files.getAllKeys()) as [string, string, string][]
    const own = keys.filter(([of]) => of === workspace)
    await Promise.all([...own.flatMap(key => [files.delete(key), bytes.delete(key)]), transaction.done])
    connection.close()
    this.#opening = null
  }

  async #open(): Promise<IDBPDatabase> {
    this.#opening ??= this.#connect()
    try {
      return await this.#opening
    } catch (error) {
      this.#opening = null
      throw error
    }
  }

  async #connect(): Promise<IDBPDatabase> {
    if (this.#factory === null) throw new Error("no database")
    const request = this.#factory.open(NAME, 1)
    request.addEventListener("upgradeneeded", () => {
      request.result.createObjectStore(FILES, { keyPath: ["workspace", "space", "hash"] })
      request.result.createObjectStore(BYTES)
    })
    const connection = (await wrap(request)) as IDBPDatabase
    const gone = () => {
      connection.close()
      this.#opening = null
    }
    connection.addEventListener("versionchange", gone)
    connection.addEventListener("close", gone)
    return connection
  }
}
