import * as Y from "yjs"
import { perform, type Action } from "@weft/model/actions/define"
import { newId, type Id, type MemberId, type SpaceId, type WorkspaceId } from "@weft/model/base/ids"
import { below, type Random } from "@weft/model/base/random"
import { isRefusal } from "@weft/model/base/result"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import { kindsOf, type KindName } from "@weft/model/schema/kinds"
import { applyPatches, type RowPatch } from "@weft/model/schema/patch"
import { emptyTables, type Snapshot, type Tables } from "@weft/model/schema/snapshot"
import type { DocumentKind } from "@weft/model/wire/document-name"
import { tablesOf } from "../../../packages/client/src/data/columnar.ts"
import type { SyncReport, ToTab, ToWorker, UndoEntry } from "../../../packages/client/src/data/messages.ts"
import type { Verdict } from "./verdict.ts"

export interface TabOptions {
  readonly me: string
  readonly id: string
  readonly random: Random
  readonly now: () => number
  readonly verdict: Verdict
  readonly say: (message: ToWorker) => void
}

/** Why a write may fail in a workspace where rights come and go. */
const EXPECTED_REFUSALS = new Set(["forbidden", "was-refused"])

/** What is to be done with the answer to a write. */
type Written = Extract<ToTab, { tell: "written" }>

/** A tab without a screen: somebody works here over the rows that it is told of. */
export class Tab {
  readonly #options: TabOptions
  #tables = new Map<DocumentPath, Tables>()
  readonly #answered = new Set<DocumentPath>()
  readonly #waiting = new Map<number, (written: Written) => void>()
  readonly #texts = new Map<DocumentPath, Y.Doc | null>()
  #actions = 0
  #watched: readonly DocumentPath[] = []
  /** How often something that is seen here may have changed. */
  changes = 0
  sync: SyncReport | null = null

  constructor(options: TabOptions) {
    this.#options = options
  }

  get me(): MemberId {
    return this.#options.me as MemberId
  }

  newId<K extends Id<string>>(): K {
    return newId<K>(this.#options.random)
  }

  open(workspace: WorkspaceId, watched: readonly DocumentPath[]): void {
    this.#watched = watched
    this.#options.say({ do: "open", workspace, relay: "ws://relay", tab: this.#options.id })
    this.#options.say({ do: "member", me: this.me })
    this.#options.say({ do: "watch", paths: watched })
  }

  /** Whether the rows of everything that it looks at are here, or of those meant. */
  isShown(isMeant: (path: DocumentPath) => boolean = () => true): boolean {
    return this.#watched.length > 0 && this.#watched.every(path => !isMeant(path) || this.#answered.has(path))
  }

  tables(path: DocumentPath): Tables {
    return this.#tables.get(path) ?? emptyTables()
  }

  snapshot(space: SpaceId): Snapshot {
    const tables = emptyTables() as { -readonly [K in KindName]: Tables[K] }
    for (const path of ["people", "directory", "settings", `setup/${space}`, `space/${space}`, `money/${space}`])
      for (const kind of kindsOf(path.split("/")[0] as DocumentKind)) tables[kind] = this.tables(path)[kind] as never
    return { ...tables, space }
  }

  /** Does an action; whether it was not refused. `then` is called when it is written. */
  perform<Args>(
    action: Action<Args>,
    space: SpaceId,
    args: Args,
    then: (entry: UndoEntry, changes: readonly Change[]) => void = () => {},
  ): boolean {
    const { random, now } = this.#options
    const changes = perform(action, this.snapshot(space), args, { me: this.me, now: now(), random })
    if (isRefusal(changes)) return false
    const number = ++this.#actions
    this.#waiting.set(number, ({ entry }) => then(entry, changes))
    this.#options.say({ do: "write", action: number, changes, me: this.me })
    return true
  }

  undo(entry: UndoEntry, then: (written: Written) => void): void {
    const number = ++this.#actions
    this.#waiting.set(number, then)
    this.#options.say({ do: "undo", action: number, entry, me: this.me })
  }

  /** Types into a text, letter by letter; the first time it is only opened. */
  type(path: DocumentPath, letters: number): void {
    const text = this.#texts.get(path)
    if (text === undefined) {
      this.#texts.set(path, null)
      return this.#options.say({ do: "open-text", path })
    }
    if (text === null) return
    const fragment = text.getXmlFragment("description")
    if (fragment.length === 0) {
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText()])
      fragment.insert(0, [paragraph])
    }
    const line = (fragment.get(0) as Y.XmlElement).get(0) as Y.XmlText
    let place = below(line.length + 1, this.#options.random)
    for (let count = 0; count < letters; count++) line.insert(place++, "abcdefgh"[below(8, this.#options.random)]!)
  }

  /** Asks to be told when everything written so far is safe. */
  askSafe(): void {
    this.#options.say({ do: "when-safe", request: ++this.#actions, path: null })
  }

  present(path: DocumentPath, state: unknown): void {
    this.#options.say({ do: "present", path, state })
  }

  hear(message: ToTab): void {
    switch (message.tell) {
      case "sync":
        this.sync = message.sync
        this.#options.verdict.tell(() => `${this.#options.id} reads ${JSON.stringify(message.sync)}`)
        return
      case "rows":
        this.#tables.set(message.path, { ...emptyTables(), ...Object.fromEntries(tablesOf(message.rows)) })
        this.#answered.add(message.path)
        this.changes += 1
        return
      case "patches":
        this.changes += 1
        return this.#patch(message.path, message.patches)
      case "not-written":
        this.changes += 1
        this.#options.verdict.met(`not written: ${message.reason}`)
        if (!EXPECTED_REFUSALS.has(message.reason))
          this.#options.verdict.fail("threw", `a write failed: ${message.reason}`)
        for (const [path, patches] of message.patches) this.#patch(path, patches)
        return
      case "withdrawn":
        // Its rows go by patches of their own, and come back by others if the right does.
        this.#options.verdict.met("withdrawn")
        return
      case "written":
        this.changes += 1
        for (const [path, patches] of message.patches) this.#patch(path, patches)
        this.#waiting.get(message.action)?.(message)
        this.#waiting.delete(message.action)
        return
      case "answer":
        return this.#options.verdict.met("told that it is safe")
      case "refused":
        return this.#options.verdict.met("told that it will never be safe")
      case "text":
        return this.#openText(message.path, message.state, message.edition)
      case "text-update": {
        const text = this.#texts.get(message.path)
        if (text !== null && text !== undefined) Y.applyUpdate(text, message.update, "worker")
      }
    }
  }

  #openText(path: DocumentPath, state: Uint8Array, edition: number): void {
    const doc = new Y.Doc()
    doc.clientID = below(2 ** 32, this.#options.random)
    Y.applyUpdate(doc, state, "worker")
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "worker") this.#options.say({ do: "update-text", path, update, edition })
    })
    this.#texts.set(path, doc)
  }

  /** A document that is not watched has no rows here. */
  #patch(path: DocumentPath, patches: readonly RowPatch[]): void {
    if (this.#watched.includes(path)) this.#tables.set(path, applyPatches(this.tables(path), patches))
  }
}
