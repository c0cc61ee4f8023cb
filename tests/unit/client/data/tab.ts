import { perform, type Action } from "@weft/model/actions/define"
import type { MemberId, SpaceId, WorkspaceId } from "@weft/model/base/ids"
import { seededRandom } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import { kindsOf, type KindName, type Rows } from "@weft/model/schema/kinds"
import { applyPatches, type RowPatch } from "@weft/model/schema/patch"
import { emptyTables, type Tables } from "@weft/model/schema/snapshot"
import type { DocumentKind } from "@weft/model/wire/document-name"
import { tablesOf } from "../../../../packages/client/src/data/columnar.ts"
import type { SyncReport, ToTab, ToWorker, UndoEntry } from "../../../../packages/client/src/data/messages.ts"

let tabs = 0

type Told<Kind extends ToTab["tell"]> = Extract<ToTab, { readonly tell: Kind }>

/** A tab without a screen: it keeps the rows that it is told of, and everything else that it hears. */
export class Tab {
  readonly me: MemberId
  readonly id: string
  readonly heard: ToTab[] = []
  /** What it was last told of how safe its work is. */
  sync: SyncReport | null = null
  readonly #port: MessagePort
  readonly #random
  readonly #tables = new Map<DocumentPath, Tables>()
  #numbers = 0
  #news: (() => void)[] = []

  constructor(
    port: MessagePort,
    workspace: string,
    { relay = null, me = "ann", id }: { relay?: string | null; me?: string; id?: string },
  ) {
    this.#port = port
    this.me = me as MemberId
    this.id = id ?? `tab${++tabs}`
    this.#random = seededRandom(7_000 + ++tabs)
    listenTo(port, data => this.#hear(data as ToTab))
    this.say({ do: "open", workspace: workspace as WorkspaceId, relay, tab: this.id })
    this.say({ do: "member", me: this.me })
  }

  say(message: ToWorker): void {
    this.#port.postMessage(message, [])
  }

  /** Watches documents and waits until their rows are here. */
  async watch(...paths: DocumentPath[]): Promise<void> {
    this.say({ do: "watch", paths })
    await this.until(() => paths.every(path => this.heard.some(told => told.tell === "rows" && told.path === path)))
  }

  tables(path: DocumentPath): Tables {
    return this.#tables.get(path) ?? emptyTables()
  }

  rows<K extends KindName>(path: DocumentPath, kind: K): Rows[K][] {
    return [...(this.tables(path)[kind].values() as Iterable<Rows[K]>)]
  }

  row<K extends KindName>(path: DocumentPath, kind: K, id: string): Rows[K] | undefined {
    return this.tables(path)[kind].get(id) as Rows[K] | undefined
  }

  /** Writes changes and waits until they are in the documents. */
  async write(...changes: Change[]): Promise<UndoEntry> {
    const action = this.send(...changes)
    return (await this.told("written", message => message.action === action)).entry
  }

  /** Writes changes and does not wait. */
  send(...changes: Change[]): number {
    const action = ++this.#numbers
    this.say({ do: "write", action, changes, me: this.me })
    return action
  }

  /** Does an action over the rows of a space as this tab has them. */
  async perform<Args>(action: Action<Args>, space: string, args: Args): Promise<UndoEntry> {
    const tables = emptyTables() as { -readonly [K in KindName]: Tables[K] }
    for (const path of ["people", "directory", "settings", `setup/${space}`, `space/${space}`])
      for (const kind of kindsOf(path.split("/")[0] as DocumentKind)) tables[kind] = this.tables(path)[kind] as never
    const acting = { me: this.me, now: 1_790_000_000_000 + this.#numbers, random: this.#random }
    const changes = perform(action, { ...tables, space: space as SpaceId }, args, acting)
    if (isRefusal(changes)) throw new Error(`refused: ${changes.reason}`)
    return this.write(...changes)
  }

  async undo(entry: UndoEntry): Promise<Told<"written">> {
    const action = ++this.#numbers
    this.say({ do: "undo", action, entry, me: this.me })
    return this.told("written", message => message.action === action)
  }

  /** Asks something and waits for the answer; rejects with the reason where it is refused. */
  async ask(message: (request: number) => ToWorker): Promise<unknown> {
    const request = ++this.#numbers
    this.say(message(request))
    await this.until(() => this.heard.some(told => "request" in told && told.request === request))
    const told = this.heard.find(other => "request" in other && other.request === request)
    if (told?.tell === "answer") return told.value
    throw new Error(told?.tell === "refused" ? `${told.reason} ${told.detail}` : "no answer")
  }

  /** Waits for a message of a kind, also one that has come before. */
  async told<Kind extends ToTab["tell"]>(
    tell: Kind,
    fits: (message: Told<Kind>) => boolean = () => true,
  ): Promise<Told<Kind>> {
    const find = () =>
      this.heard.find((message): message is Told<Kind> => message.tell === tell && fits(message as Told<Kind>))
    await this.until(() => find() !== undefined)
    return find()!
  }

  /** Waits until something is so; looks whenever this tab has been told something. */
  async until(isSo: () => boolean, millis = 5_000): Promise<void> {
    const deadline = Date.now() + millis
    while (!isSo()) {
      if (Date.now() > deadline)
        throw new Error(
          `waited in vain; told ${JSON.stringify(this.sync)} and ${this.heard.map(message => message.tell)}`,
        )
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, 50)
        this.#news.push(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
  }

  /** Waits until everything is on disk here. */
  saved(): Promise<void> {
    return this.until(() => this.sync?.storage === "saved")
  }

  /** Waits until everything is on disk here and on the relay's. */
  safe(): Promise<void> {
    return this.until(
      () => this.sync?.storage === "saved" && this.sync.relay.state === "online" && this.sync.unsent === 0,
    )
  }

  hangUp(): void {
    this.#port.close()
  }

  #hear(message: ToTab): void {
    this.heard.push(message)
    if (message.tell === "sync") this.sync = message.sync
    if (message.tell === "rows")
      this.#tables.set(message.path, { ...emptyTables(), ...Object.fromEntries(tablesOf(message.rows)) })
    if (message.tell === "patches") this.#patch(message.path, message.patches)
    if (message.tell === "written" || message.tell === "not-written")
      for (const [path, patches] of message.patches) this.#patch(path, patches)
    const news = this.#news
    this.#news = []
    for (const tell of news) tell()
  }

  #patch(path: DocumentPath, patches: readonly RowPatch[]): void {
    this.#tables.set(path, applyPatches(this.tables(path), patches))
  }
}

/** Hears everything that is posted to a port. */
export function listenTo(port: MessagePort, hear: (data: unknown) => void): void {
  port.addEventListener("message", ({ data }) => hear(data))
  port.start()
}
