import type { WorkspaceId } from "@weft/model/base/ids"
import { wrap, type IDBPDatabase } from "idb"
import { FileDatabase } from "./files/file-database.ts"
import type { KnownWorkspace } from "./known-workspaces.ts"

/** What a workspace takes on this device, in bytes. */
export interface WorkspaceUse {
  readonly id: WorkspaceId
  readonly name: string
  readonly documents: number
  /** Of files whose bytes wait here for a relay. */
  readonly files: number
}

export interface StorageUse {
  /** Of everything that this site keeps, and how much it may; nothing where the browser does not say. */
  readonly whole: { readonly used: number; readonly most: number } | null
  readonly workspaces: readonly WorkspaceUse[]
}

/** The browser's own word on what is kept; pages that came without encryption have none. */
const manager = (): StorageManager | undefined => navigator.storage as StorageManager | undefined

/** Whether the browser has promised to keep what is stored; `null` where it cannot be asked. */
export async function isStorageKept(): Promise<boolean | null> {
  return (await manager()?.persisted()) ?? null
}

/** Asks the browser to keep what is stored until the person deletes it, and answers whether it will. */
export async function askToKeepStorage(): Promise<boolean> {
  return (await manager()?.persist()) ?? false
}

/** What the storage of this device holds, by workspace. Reads every database once. */
export async function measureStorage(workspaces: readonly Pick<KnownWorkspace, "id" | "name">[]): Promise<StorageUse> {
  const { usage, quota } = (await manager()?.estimate()) ?? {}
  const whole = usage === undefined || quota === undefined ? null : { used: usage, most: quota }
  const present = new Set((await indexedDB.databases()).map(({ name }) => name))
  // Asking for a list that nobody keeps would make its database.
  const waiting = present.has("weft-files") ? await new FileDatabase(indexedDB).list() : []
  const measured: WorkspaceUse[] = []
  for (const { id, name } of workspaces) {
    const database = `weft-database-${id}`
    const documents = present.has(database) ? await bytesIn(database) : 0
    const own = waiting.filter(file => file.workspace === id && file.end !== "stored")
    measured.push({ id, name, documents, files: own.reduce((sum, { size }) => sum + size, 0) })
  }
  return { whole, workspaces: measured }
}

/** How much lies in a database, record by record, so that a big one never stands in memory whole. */
async function bytesIn(name: string): Promise<number> {
  const connection = await (wrap(indexedDB.open(name)) as Promise<IDBPDatabase>)
  try {
    let bytes = 0
    for (const store of connection.objectStoreNames) {
      let cursor = await connection.transaction(store).store.openCursor()
      while (cursor !== null) {
        bytes += weightOf(cursor.value)
        cursor = await cursor.continue()
      }
    }
    return bytes
  } finally {
    connection.close()
  }
}

/** What a stored value weighs, near enough for people: bytes as they are, a letter as one, anything else as a number. */
function weightOf(value: unknown): number {
  if (typeof value === "string") return value.length
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength
  if (value instanceof Blob) return value.size
  if (typeof value !== "object" || value === null) return 8
  return Object.entries(value).reduce((sum, [key, inner]) => sum + key.length + weightOf(inner), 0)
}
