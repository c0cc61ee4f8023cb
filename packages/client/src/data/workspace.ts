import { refuseIfClosed } from "@weft/model/actions/closed-project"
import { perform, type Action, type AlsoDo } from "@weft/model/actions/define"
import type { MemberId, SpaceId, WorkspaceId } from "@weft/model/base/ids"
import type { Random } from "@weft/model/base/random"
import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import { patchesOf } from "@weft/model/schema/apply"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import { kindsOf } from "@weft/model/schema/kinds"
import type { RowPatch } from "@weft/model/schema/patch"
import { charterOf, isClosedProject } from "@weft/model/plan/charter-of-space"
import type { Snapshot } from "@weft/model/schema/snapshot"
import { compareRanked } from "@weft/model/base/rank"
import type { DocumentKind } from "@weft/model/wire/document-name"
import type { DocumentRight, Standing } from "@weft/model/wire/rights"
import { batch, createSignal, untrack, type Accessor } from "solid-js"
import { tablesOf } from "./columnar.ts"
import type { Guests } from "./guests/guests.ts"
import type { Port, RefusedWork, SyncReport, ToTab, ToWorker } from "./messages.ts"
import { OpenTexts, type OpenText, type TextListener } from "./open-texts.ts"
import { Presence } from "./presence.ts"
import { NOTHING_WITHHELD, rightTo, type Rights } from "./rights.ts"
import type { Safety } from "./safety.ts"
import { combined, isWorkspacePath, LiveTables } from "./tables.ts"
import { UndoStack, type UndoStep } from "./undo-stack.ts"

/** One space as this tab has it: its setup and its items, and whether they have arrived. */
export interface SpaceData {
  readonly id: SpaceId
  readonly live: LiveTables
  /** Whether the rows are here, be it from the cache. */
  readonly ready: Accessor<boolean>
  /** The items of other spaces among its own, where they are shown. */
  readonly guests?: Guests
}

/** What happened to an undo or redo, for the toast. */
export interface Retraction {
  readonly says: string
  /** How many fields were left alone because somebody else wrote there since. */
  readonly leftAlone: number
  /** Whether the relay had refused something of the step: it is kept as refused work, and there was nothing to take back. */
  readonly wasRefused: boolean
}

export interface WorkspaceOptions {
  readonly id: WorkspaceId
  readonly me: MemberId
  /** Where the workspace was opened already and its first rows were asked for, see `approach`. */
  readonly port: Port<ToWorker, ToTab>
  /** The space whose rows were asked for with it. */
  readonly space: SpaceId | null
  readonly now: () => number
  readonly random: Random
  /** The tab's own storage, for undo across a reload. */
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem">
}

interface Pending {
  readonly fields: ReadonlySet<string>
  readonly settle: (outcome: Outcome) => void
}

/** Does some work on a snapshot, with what is known of it at hand. */
export type AroundActing = <Result>(snapshot: Snapshot, work: () => Result) => Result

/** What became of a write: it is in the documents, or why it is not. */
type Outcome = Extract<ToTab, { tell: "written" }> | Extract<ToTab, { tell: "not-written" }>

const NOTHING_KNOWN: SyncReport = {
  storage: "saved",
  relay: { state: "none" },
  unsent: 0,
  underWay: 0,
  isRelayFull: false,
  unsafe: {},
  refused: 0,
  damaged: [],
  clockOffset: null,
  isTooOld: false,
}

/**
 * A workspace open in this tab.
 *
 * An action runs here, over plain rows, and its changes show in the same frame; the data worker writes them and answers
 * with what then stands. Until it has answered, fields that the action touched keep the person's value.
 */
export class Workspace {
  readonly id: WorkspaceId
  readonly me: MemberId
  /** The rows around the spaces: people, teams, places, the workspace itself. */
  readonly live = new LiveTables()
  readonly presence: Presence
  readonly sync: Accessor<SyncReport>
  /** What the person may do here, as the relay said last; kept on the device. */
  readonly rights: Accessor<Rights>
  readonly canUndo: Accessor<boolean>
  readonly canRedo: Accessor<boolean>
  /** Whether the people and places are here. */
  readonly ready: Accessor<boolean>
  readonly #options: WorkspaceOptions
  readonly #spaces = new Map<SpaceId, SpaceData & { readonly setReady: (ready: boolean) => void }>()
  readonly #withItems = new Set<SpaceId>()
  readonly #withMoney = new Set<SpaceId>()
  readonly #apart = new Map<DocumentPath, LiveTables>()
  readonly #arrived = new Set<DocumentPath>()
  readonly #pending = new Map<number, Pending>()
  readonly #requests = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>()
  readonly #texts = new OpenTexts(message => this.#post(message))
  readonly #writeListeners = new Set<(changes: readonly Change[]) => void>()
  readonly #undo: UndoStack
  readonly #isTooOld: Accessor<boolean>
  readonly #setSync: (sync: SyncReport) => void
  readonly #setRights: (rights: Rights) => void
  readonly #setReady: (ready: boolean) => void
  readonly #setUndoable: (value: { undo: boolean; redo: boolean }) => void
  readonly #arounds = new Set<AroundActing>()
  readonly #alsoDo = new Set<AlsoDo>()
  #isWithContacts = false
  #lastWrite: Promise<unknown> = Promise.resolve()
  #numbers = 0

  constructor(options: WorkspaceOptions) {
    this.#options = options
    this.id = options.id
    this.me = options.me
    this.#undo = new UndoStack(options.storage, options.id)
    const [sync, setSync] = createSignal(NOTHING_KNOWN)
    // By itself, since every write changes the report, and whoever asks what may be written would wake at each.
    const [isTooOld, setTooOld] = createSignal(NOTHING_KNOWN.isTooOld)
    const [ready, setReady] = createSignal(false)
    const [undoable, setUndoable] = createSignal({ undo: this.#undo.canUndo, redo: this.#undo.canRedo })
    const [rights, setRights] = createSignal(NOTHING_WITHHELD)
    this.sync = sync
    this.rights = rights
    this.#setRights = value => void setRights(value)
    this.ready = ready
    this.canUndo = () => undoable().undo
    this.canRedo = () => undoable().redo
    this.#isTooOld = isTooOld
    this.#setSync = value =>
      batch(() => {
        setSync(value)
        setTooOld(value.isTooOld)
      })
    this.#setReady = value => void setReady(value)
    this.#setUndoable = value => void setUndoable(value)
    this.presence = new Presence((path, state) => this.#post({ do: "present", path, state }))
    if (options.space !== null) this.#withItems.add(this.#adopt(options.space).id)
    options.port.listen(message => this.#receive(message))
  }

  /** A space with its items, watched from now on. */
  space(id: SpaceId): SpaceData {
    const space = this.setup(id)
    if (!this.#withItems.has(id)) {
      this.#withItems.add(id)
      this.#post({ do: "watch", paths: [`space/${id}`] })
    }
    return space
  }

  /** A space with what it costs, for whoever may read that; to others it is the space as it is. */
  withMoney(id: SpaceId): SpaceData {
    if (!this.#withMoney.has(id) && this.right(`money/${id}`) !== "none") {
      this.#withMoney.add(id)
      this.#post({ do: "watch", paths: [`money/${id}`] })
    }
    return this.space(id)
  }

  /** The workspace with who asks for service, watched from now on, for whoever may read that; to others there is nobody. Followed. */
  withContacts(): LiveTables {
    if (!this.#isWithContacts && this.right("contacts") !== "none") {
      this.#isWithContacts = true
      this.#post({ do: "watch", paths: ["contacts"] })
    }
    return this.live
  }

  /** A space of which only the setup is watched, for its name and workflow; the items come when `space` is asked. */
  setup(id: SpaceId): SpaceData {
    const standing = this.#spaces.get(id)
    if (standing !== undefined) return standing
    this.#post({ do: "watch", paths: [`setup/${id}`] })
    return this.#adopt(id)
  }

  #adopt(id: SpaceId): SpaceData {
    const [ready, setReady] = createSignal(false)
    const space = { id, live: new LiveTables(), ready, setReady: (value: boolean) => void setReady(value) }
    this.#spaces.set(id, space)
    return space
  }

  /** The comments of an item, watched until `release`. */
  comments(space: SpaceId, item: string): { readonly live: LiveTables; readonly release: () => void } {
    return this.watched(`comments/${space}/${item}`)
  }

  /** The rows of a document that are shown apart from those of its space, watched until `release`. */
  watched(path: DocumentPath): { readonly live: LiveTables; readonly release: () => void } {
    const live = new LiveTables()
    // A part of the screen may come before that which it replaces goes: then all of it is told anew.
    if (this.#apart.has(path)) this.#post({ do: "unwatch", paths: [path] })
    this.#apart.set(path, live)
    this.#post({ do: "watch", paths: [path] })
    return {
      live,
      release: () => {
        if (this.#apart.get(path) !== live) return
        this.#apart.delete(path)
        this.#post({ do: "unwatch", paths: [path] })
      },
    }
  }

  /** What the person may do with a document. Followed. */
  right(path: DocumentPath): DocumentRight {
    return rightTo(this.rights(), this.id, path)
  }

  /** Whether the person may write to a document, here and now: in a closed project, to its setup alone. Followed. */
  mayWrite(path: DocumentPath): boolean {
    const [kind, space] = path.split("/")
    if (space !== undefined && kind !== "setup" && this.isClosed(space as SpaceId)) return false
    return this.right(path) === "write" && !this.#isTooOld()
  }

  /** Whether the project of a space is closed, as far as its setup is here. Followed. */
  isClosed(space: SpaceId): boolean {
    const charters = this.#spaces.get(space)?.live.table("charters")
    return charters !== undefined && isClosedProject(charterOf({ space, charters }))
  }

  /** Where the person stands; `null` where no relay has said, or they are in the workspace no more. Followed. */
  standing(): Standing | null {
    const { standing } = this.rights()
    return standing === "unknown" ? null : standing
  }

  /**
   * The spaces that the person may open, in their order. Guests have no directory, so theirs come from what they were
   * invited to, and stand after those with a place. Followed.
   */
  spaces(): readonly SpaceId[] {
    const standing = this.standing()
    const places = [...this.live.table("places").values()]
    const placed = places.filter(place => place.deleted === null && this.right(`space/${place.id}`) !== "none")
    const known = new Set<string>(places.map(({ id }) => id))
    const granted = Object.entries(standing?.spaces ?? {}).filter(([id, right]) => right !== "none" && !known.has(id))
    const others = granted.map(([id]) => id as SpaceId).sort()
    return [...placed.sort(compareRanked).map(({ id }) => id as string as SpaceId), ...others]
  }

  /** How safe the work in a document is that this tab watches. Followed. */
  safety(path: DocumentPath): Safety {
    return this.sync().unsafe[path] ?? "safe"
  }

  /**
   * Resolves once everything written before in a document, or in all, is on the relay's disk, and not before: not while
   * there is no connection. Rejects with the relay's reason where some of it was refused, and with `not-shared` where the
   * workspace has no relay.
   */
  async whenSafe(path?: DocumentPath): Promise<void> {
    await this.ask(request => ({ do: "when-safe", request, path: path ?? null }))
  }

  /** What the relay refused of this device's work, the latest first. */
  refusedWork(): Promise<readonly RefusedWork[]> {
    return this.ask(request => ({ do: "list-refused", request })) as Promise<readonly RefusedWork[]>
  }

  /** Tells that somebody has signed in at the relay, so that what waited for that goes on. */
  signedIn(): void {
    this.#post({ do: "signed-in" })
  }

  /** Goes on as whoever is signed in; the unsent work of somebody else on this device is kept as refused. */
  setAsideOfAnother(): void {
    this.#post({ do: "signed-in", setsAside: true })
  }

  /** What actions read in a space, as it is now; followed by nobody. */
  snapshot(space: SpaceId): Snapshot {
    return combined(space, this.live.plain, this.setup(space).live.plain)
  }

  /** Time as this tab has it, for actions and for what is shown. */
  now(): number {
    return this.#options.now()
  }

  get random(): Random {
    return this.#options.random
  }

  /**
   * Does an action: its changes are on the screen when this returns, and on their way to the documents.
   *
   * @param says what was done, in words, for undo; empty for what is no step of a person's own
   * @param guests the guests that the space is shown with: what is done to them is done at their homes
   * @returns why not, or nothing
   */
  run<Args>(space: SpaceId, action: Action<Args>, args: Args, says = "", guests?: Guests): Refusal | null {
    const alsoDo: AlsoDo = (snapshot, changes, by) =>
      [...this.#alsoDo].reduce((done, also) => also(snapshot, done, by), changes)
    const acting = { me: this.me, now: this.#options.now(), random: this.#options.random, alsoDo }
    const shown = untrack(() => guests?.snapshot() ?? this.snapshot(space))
    let decide = () => perform(action, shown, args, acting)
    for (const around of this.#arounds) {
      const within = decide
      decide = () => around(shown, within)
    }
    const decided = decide()
    if (isRefusal(decided)) return decided
    const changes = guests === undefined ? decided : untrack(() => guests.written(decided))
    if (isRefusal(changes)) return changes
    const refusal = untrack(() => this.#whyNot(changes))
    if (refusal !== null) return refusal
    // What becomes of it later is told by the rows and, where the relay refuses it, by the sync report.
    this.write(space, changes, says).catch(() => undefined)
    return null
  }

  /** Has something else brought about with every action from now on. Answers how to stop. */
  alsoDo(also: AlsoDo): () => void {
    this.#alsoDo.add(also)
    return () => void this.#alsoDo.delete(also)
  }

  /** Whoever knows something that actions would have to compute gives it to them. Answers how to stop. */
  whileActing(around: AroundActing): () => void {
    this.#arounds.add(around)
    return () => this.#arounds.delete(around)
  }

  /** Why changes may not be made, as far as it is known before they are. */
  #whyNot(changes: readonly Change[]): Refusal | null {
    const paths = new Set(changes.map(change => change.document))
    for (const document of paths) {
      if (this.right(document) !== "write") return refuse("forbidden", { document })
      if (this.sync().isTooOld) return refuse("too-old", { document })
    }
    return this.#whyClosed(changes)
  }

  /** Why changes may not be made because of a project that is closed, as far as setups are here: also that of a guest's home. */
  #whyClosed(changes: readonly Change[]): Refusal | null {
    for (const [space, { live }] of this.#spaces) {
      const closed = refuseIfClosed({ space, charters: live.plain.charters }, changes)
      if (closed !== null) return closed
    }
    return null
  }

  /**
   * Writes changes that an action or an import decided, as one step. Resolves when they are in the documents; rejects with
   * the reason where they may not be made, and nothing is written then.
   */
  write(space: SpaceId, changes: readonly Change[], says = ""): Promise<void> {
    if (changes.length === 0) return Promise.resolve()
    const refusal = untrack(() => this.#whyNot(changes))
    if (refusal !== null) return Promise.reject(new Error(refusal.reason))
    for (const listener of this.#writeListeners) listener(changes)
    const patches = new Map<DocumentPath, RowPatch[]>()
    for (const [path, own] of Map.groupBy(changes, ({ document }) => document)) {
      const tables = this.#tablesAt(path)
      if (tables !== undefined) patches.set(path, patchesOf(tables.plain, own, 0))
    }
    const action = ++this.#numbers
    const written = new Promise<void>((resolve, reject) => {
      this.#pending.set(action, {
        fields: fieldsOf(patches),
        settle: outcome => {
          if (outcome.tell === "not-written") return reject(new Error(outcome.reason))
          if (says !== "") this.#did({ space, says, entry: outcome.entry })
          resolve()
        },
      })
    })
    this.#lastWrite = written.catch(() => undefined)
    // On its way before it is drawn: the worker, and with it everybody else, need not wait for this screen.
    this.#post({ do: "write", action, changes, me: this.me })
    batch(() => {
      for (const [path, own] of patches) this.#tablesAt(path)?.patch(own)
    })
    return written
  }

  /** Tells what this tab writes, before it shows; returns what ends that. */
  onWrite(listener: (changes: readonly Change[]) => void): () => void {
    this.#writeListeners.add(listener)
    return () => this.#writeListeners.delete(listener)
  }

  /** Takes back the last step of this tab, as far as it still stands. */
  async undo(): Promise<Retraction | Refusal> {
    await this.#lastWrite
    const step = this.#undo.takeUndo()
    if (step === undefined) return refuse("nothing-to-undo")
    const closed = this.#whyClosed(restoredBy(step))
    if (closed !== null) this.#undo.redid(step)
    return closed ?? this.#retract(step, taken => this.#undo.undid(taken))
  }

  /** Does again what was taken back last. */
  async redo(): Promise<Retraction | Refusal> {
    await this.#lastWrite
    const step = this.#undo.takeRedo()
    if (step === undefined) return refuse("nothing-to-redo")
    const closed = this.#whyClosed(restoredBy(step))
    if (closed !== null) this.#undo.undid(step)
    return closed ?? this.#retract(step, taken => this.#undo.redid(taken))
  }

  /** Begins to sync with a relay; the workspace's name is its key there. */
  share(relay: string): void {
    this.#post({ do: "share", relay })
  }

  /** The whole workspace as one file. */
  exportFile(): Promise<string> {
    return this.ask(request => ({ do: "export", request })) as Promise<string>
  }

  /** When links of a space were edited last, in milliseconds since 1970, `null` for those that nobody has edited. */
  whenLinked(space: SpaceId, links: readonly string[]): Promise<readonly (number | null)[]> {
    const path: DocumentPath = `space/${space}`
    return this.ask(request => ({ do: "when-wrote", request, path, kind: "dependencies", ids: links })) as Promise<
      readonly (number | null)[]
    >
  }

  /** The plain descriptions of a space's items, by item, as far as they are on this device. */
  descriptions(space: SpaceId): Promise<Readonly<Record<string, string>>> {
    return this.ask(request => ({ do: "descriptions", request, space })) as Promise<Readonly<Record<string, string>>>
  }

  mergeFile(text: string): Promise<unknown> {
    return this.ask(request => ({ do: "merge-file", request, text }))
  }

  exportSetAside(): Promise<string> {
    return this.ask(request => ({ do: "export-set-aside", request })) as Promise<string>
  }

  /** Does away with the work that the relay refused; there is no way back. */
  letGoRefused(): Promise<unknown> {
    return this.ask(request => ({ do: "let-go-refused", request }))
  }

  /** Opens a text as a replica of this tab's own. */
  openText(path: DocumentPath, listener: TextListener): OpenText {
    return this.#texts.open(path, listener)
  }

  close(): void {
    this.#post({ do: "bye" })
    this.#options.port.close()
  }

  #did(step: UndoStep): void {
    this.#undo.did(step)
    this.#noteUndo()
  }

  #noteUndo(): void {
    this.#setUndoable({ undo: this.#undo.canUndo, redo: this.#undo.canRedo })
  }

  #retract(step: UndoStep, keep: (taken: UndoStep) => void): Promise<Retraction | Refusal> {
    this.#noteUndo()
    const action = ++this.#numbers
    const done = new Promise<Retraction | Refusal>(resolve => {
      this.#pending.set(action, {
        fields: new Set(),
        settle: outcome => {
          this.#noteUndo()
          if (outcome.tell === "not-written") return resolve(refuse(outcome.reason))
          const { entry, leftAlone, wasRefused } = outcome
          if (entry.inverses.length > 0) keep({ ...step, entry })
          this.#noteUndo()
          resolve({ says: step.says, leftAlone: leftAlone.length, wasRefused })
        },
      })
    })
    this.#lastWrite = done
    this.#post({ do: "undo", action, entry: step.entry, me: this.me })
    return done
  }

  /** Asks the data worker something that few screens ask; `messages` says what comes back. */
  ask(message: (request: number) => ToWorker): Promise<unknown> {
    const request = ++this.#numbers
    return new Promise((resolve, reject) => {
      this.#requests.set(request, { resolve, reject })
      this.#post(message(request))
    })
  }

  #post(message: ToWorker): void {
    this.#options.port.post(message)
  }

  #tablesAt(path: DocumentPath): LiveTables | undefined {
    if (isWorkspacePath(path) || path.startsWith("personal/")) return this.live
    if (/^(comments|public|archive)\//.test(path)) return this.#apart.get(path)
    return this.#spaces.get(path.split("/")[1] as SpaceId)?.live
  }

  #receive(message: ToTab): void {
    switch (message.tell) {
      case "rows":
        return this.#rowsArrived(message)
      case "patches":
        return batch(() => this.#applyUnlessPending(message.path, message.patches))
      case "written":
      case "not-written":
        return this.#settled(message)
      case "sync":
        return this.#setSync(message.sync)
      case "rights":
        return this.#setRights(message.rights)
      case "withdrawn":
        // Its rows and texts go by messages of their own; what it was called is all that is left to forget.
        return void this.#arrived.delete(message.path)
      case "present":
        return this.presence.heard(message.path, message.peer, message.state)
      case "text":
        return this.#texts.whole(message.path, message.state, message.edition)
      case "text-update":
        return this.#texts.update(message.path, message.update)
      case "answer":
        this.#requests.get(message.request)?.resolve(message.value)
        return void this.#requests.delete(message.request)
      case "refused":
        this.#requests.get(message.request)?.reject(new Error(message.reason))
        return void this.#requests.delete(message.request)
    }
  }

  #rowsArrived({ path, rows }: Extract<ToTab, { tell: "rows" }>): void {
    const tables = tablesOf(rows)
    batch(() => this.#tablesAt(path)?.replace(kindsOf(path.split("/")[0] as DocumentKind), tables))
    if (this.#arrived.has(path)) return
    this.#arrived.add(path)
    if (["people", "directory", "settings"].every(own => this.#arrived.has(own))) this.#setReady(true)
    const space = this.#spaces.get(path.split("/")[1] as SpaceId)
    const isWhole =
      space !== undefined && this.#arrived.has(`setup/${space.id}`) && this.#arrived.has(`space/${space.id}`)
    // A task of its own: taking in many rows and drawing them would otherwise hold up a key in between.
    if (isWhole) setTimeout(() => space.setReady(true))
  }

  #settled(outcome: Outcome): void {
    const pending = this.#pending.get(outcome.action)
    this.#pending.delete(outcome.action)
    batch(() => {
      for (const [path, own] of outcome.patches) this.#applyUnlessPending(path, own)
    })
    pending?.settle(outcome)
  }

  /** Applies what the worker says, except for fields that a later action of this tab has written over. */
  #applyUnlessPending(path: DocumentPath, patches: readonly RowPatch[]): void {
    const tables = this.#tablesAt(path)
    if (tables === undefined) return
    tables.patch(this.#pending.size === 0 ? patches : patches.map(patch => this.#withoutPending(patch)))
  }

  #withoutPending(patch: RowPatch): RowPatch {
    if ("gone" in patch) return patch
    const set: Record<string, unknown> = {}
    for (const field of Object.keys(patch.set)) {
      const key = `${patch.kind}.${patch.id}.${field}`
      const isPending = [...this.#pending.values()].some(pending => pending.fields.has(key))
      if (!isPending) set[field] = patch.set[field]
    }
    return { ...patch, set }
  }
}

/** What taking a step back would write. */
function restoredBy({ entry }: UndoStep): readonly Change[] {
  return entry.inverses.map(({ restore }) => restore)
}

function fieldsOf(patches: ReadonlyMap<DocumentPath, readonly RowPatch[]>): Set<string> {
  const fields = new Set<string>()
  for (const patch of [...patches.values()].flat()) {
    if ("gone" in patch) continue
    for (const field of Object.keys(patch.set)) fields.add(`${patch.kind}.${patch.id}.${field}`)
  }
  return fields
}
