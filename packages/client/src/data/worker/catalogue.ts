import type { WorkspaceId } from "@weft/model/base/ids"
import { wrap, type IDBPDatabase } from "idb"
import type { KnownWorkspace } from "../messages.ts"

const NAME = "weft-workspaces"
const STORE = "workspaces"

/** Which workspaces this device knows. Where there is no database, those of this session. */
export class Catalogue {
  readonly #factory: IDBFactory | null
  readonly #inMemory = new Map<WorkspaceId, KnownWorkspace>()
  #connection: Promise<IDBPDatabase | null> | null = null
  /** Changes go one after the other, since each reads what the one before wrote. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(factory: IDBFactory | null) {
    this.#factory = factory
  }

  /** All of them, the one opened last first. */
  async list(): Promise<readonly KnownWorkspace[]> {
    await this.#last
    const known = new Map(this.#inMemory)
    const stored = await this.#try(connection => connection.getAll(STORE) as Promise<KnownWorkspace[]>)
    for (const workspace of stored ?? []) known.set(workspace.id, workspace)
    return [...known.values()].sort((left, right) => right.openedAt - left.openedAt)
  }

  /** Notes what became known of a workspace; the rest of its entry stays. */
  note(id: WorkspaceId, learned: Partial<KnownWorkspace>): void {
    this.#inTurn(async () => {
      const stored = (await this.#try(connection => connection.get(STORE, id))) as KnownWorkspace | undefined
      const before = stored ?? this.#inMemory.get(id) ?? { id, name: "", relay: null, me: null, openedAt: 0 }
      const workspace = { ...before, ...learned, id }
      this.#inMemory.set(id, workspace)
      await this.#try(connection => connection.put(STORE, workspace))
    })
  }

  async remove(id: WorkspaceId): Promise<void> {
    this.#inTurn(async () => {
      this.#inMemory.delete(id)
      await this.#try(connection => connection.delete(STORE, id))
    })
    await this.#last
  }

  #inTurn(change: () => Promise<void>): void {
    this.#last = this.#last.then(change)
  }

  /** What a request answers, or nothing where the database cannot be used. */
  async #try<T>(request: (connection: IDBPDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      this.#connection ??= this.#open()
      const connection = await this.#connection
      return connection === null ? undefined : await request(connection)
    } catch {
      this.#connection = null
      return undefined
    }
  }

  async #open(): Promise<IDBPDatabase | null> {
    if (this.#factory === null) return null
    const request = this.#factory.open(NAME, 1)
    request.addEventListener("upgradeneeded", () => request.result.createObjectStore(STORE, { keyPath: "id" }))
    const connection = (await wrap(request)) as IDBPDatabase
    const gone = () => {
      connection.close()
      this.#connection = null
    }
    connection.addEventListener("versionchange", gone)
    connection.addEventListener("close", gone)
    return connection
  }
}
