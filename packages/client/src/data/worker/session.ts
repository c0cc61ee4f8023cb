import type { MemberId } from "@weft/model/base/ids"
import type { DocumentReplica, LostWrite, WrittenBeside } from "@weft/model/replica/document-replica"
import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import { readWorkspaceFile, workspaceFileLines } from "@weft/model/exchange/workspace-file"
import { WorkspaceReplica, type Undone } from "@weft/model/replica/workspace-replica"
import type { Change, DocumentPath } from "@weft/model/schema/change"
import { BY_ITSELF } from "@weft/model/schema/escalation"
import type { RowPatch } from "@weft/model/schema/patch"
import { sameValue } from "@weft/model/schema/row"
import { isProse } from "@weft/model/schema/stored"
import type { Rights } from "../rights.ts"
import type { Renewed } from "./renewals.ts"
import type { RefusedWork, WaitingDocument, SyncReport, UndoEntry } from "../messages.ts"
import { BringAlong } from "./bring-along.ts"
import { Database, type Refill } from "./database.ts"
import { Delivery, textsOf } from "./delivery.ts"
import type { StoredWorkspace } from "./disk.ts"
import { Documents, type TakenIn } from "./documents.ts"
import { Escalating } from "./escalating.ts"
import { FormerTexts } from "./former-texts.ts"
import { documentsOf, spacesNamed } from "./paths-of-changes.ts"
import { PresenceBoard, type PresenceNews } from "./presence-board.ts"
import { receiptFor, receiptsOf } from "./receipts.ts"
import { searchTexts } from "./search-texts.ts"
import { databaseName, NO_TEXT, NOTHING, type Seat, type SessionOptions, type Tab } from "./session-seats.ts"

/** How long a document of which nothing is stored here waits for the relay before it is shown as empty, in milliseconds. */
const FIRST_SIGHT_MILLIS = 3_000

/** One workspace in this worker: its replica, and the tabs that look at it. */
export class Session {
  readonly #options: SessionOptions
  readonly #replica: WorkspaceReplica
  readonly #database: Database
  readonly #documents: Documents
  readonly #delivery: Delivery
  readonly #along: BringAlong
  readonly #escalating: Escalating
  /** Finds words in the texts on this device. */
  readonly texts: ReturnType<typeof searchTexts>
  readonly #presence = new PresenceBoard()
  readonly #seats = new Map<Tab, Seat>()
  /** Documents of which the relay, or the worker that leads, has told what it has. */
  readonly #met = new Set<DocumentPath>()
  #me: MemberId | null = null
  /** Lost writes that nobody has been told of yet, since it is not known who works here. */
  #lost: (readonly [DocumentPath, LostWrite])[] = []
  /** Writes that wait for their documents; later ones wait behind them. */
  #queue: Promise<void> | null = null
  #reported: SyncReport | null = null
  #isReporting = false
  /** The tab whose typing is being taken in: it has it already. */
  #typing: Tab | null = null
  readonly #formerTexts: FormerTexts

  /** Opens a workspace. Never rejects: where there is no database it lives in memory, and says so. */
  static async open(options: SessionOptions): Promise<Session> {
    const opened: { session: Session | null } = { session: null }
    const database = await Database.open({
      disk: options.world.disk,
      name: databaseName(options.workspace),
      timers: options.world.timers,
      changed: () => opened.session?.changed(),
      refill: () => opened.session?.everything() ?? NOTHING,
    })
    opened.session = new Session(options, database, await database.readWorkspace())
    return opened.session
  }

  private constructor(options: SessionOptions, database: Database, stored: StoredWorkspace) {
    const { world, workspace } = options
    const drawClient = (): number => Math.floor(world.random() * 2 ** 32)
    this.#options = options
    this.#database = database
    this.#replica = new WorkspaceReplica({
      now: () => world.clock.now() + this.#delivery.clockSkew,
      random: world.random,
      clientId: drawClient(),
      formerly: new Set(textsOf(stored.meta.get("formerly"))),
      onUpdate: (path, update, beside) => this.#wrote(path, update, beside),
    })
    this.#documents = new Documents({
      replica: this.#replica,
      database,
      broken: (path, bytes) => this.#delivery.putAside(path, bytes),
      opened: path => {
        this.#delivery.opened(path)
        this.#along.changed(path, null)
        this.#escalating.changed(path, null)
      },
      drawClient,
    })
    this.#formerTexts = new FormerTexts(this.#documents)
    this.texts = searchTexts(this.#documents, database, world.timers)
    this.#along = new BringAlong({
      replica: this.#replica,
      documents: this.#documents,
      world,
      mayWrite: path => this.#delivery.whyNotWrite(path) === null,
      isWhole: path => this.#documents.isKnown(path) || this.#met.has(path) || !this.#delivery.mayStillMeet,
      inOrder: (paths, run) => this.#inOrder(paths, run),
      tell: (path, patches) => {
        // Told first, so that no tab takes for safe what was only just brought.
        this.#tellReport()
        this.#tellPatches(path, patches)
      },
      writeText: (path, update) => this.#writeText(path, update),
      wantedChanged: () => this.#delivery.watchedChanged(),
    })
    this.#escalating = new Escalating({
      ...{ replica: this.#replica, documents: this.#documents, world },
      isOurs: () => this.#delivery.isLeading && this.#delivery.report().relay.state === "none",
      mayWrite: path => this.#delivery.whyNotWrite(path) === null,
      inOrder: (paths, run) => this.#inOrder(paths, run),
      write: changes => this.#writeUnasked(changes, this.#me ?? BY_ITSELF),
    })
    this.#delivery = new Delivery({
      workspace,
      world,
      database,
      documents: this.#documents,
      stored,
      presence: this.#presence,
      events: {
        tookIn: (path, bytes, taken) => this.#tookIn(path, bytes, taken),
        beganAnew: (path, renewed) => this.#beganAnew(path, renewed),
        withdrawn: (path, patches) => this.#withdrawn(path, patches),
        restamped: (path, patches) => this.#tellPatches(path, patches),
        rights: rights => this.#tellRights(rights),
        met: path => this.#meet(path),
        watched: () => this.#watched(),
        changed: () => this.changed(),
        shown: (path, tab, state) => this.#shownElsewhere(path, tab, state),
        peer: (path, session, text) => this.#tellPresence(this.#presence.heard(path, session, text)),
        lostPeers: () => this.#tellPresence(this.#presence.lost()),
        forgotten: () => options.forgotten(),
      },
    })
  }

  get tabs(): number {
    return this.#seats.size
  }

  attach(tab: Tab, relay: string | null): void {
    this.#seats.set(tab, { watched: new Map(), texts: new Set(), cached: new Map() })
    if (relay !== null) this.share(relay)
    tab.post({ tell: "sync", sync: this.#delivery.report() })
    tab.post({ tell: "rights", rights: this.#delivery.rights })
  }

  signedIn(setsAside: boolean): void {
    this.#delivery.signedIn(setsAside)
  }

  refusedWork(): readonly RefusedWork[] {
    return this.#delivery.aside.refusedWork()
  }

  /** What is not on the relay's disk yet; `null` where another worker sends it. */
  waiting(): readonly WaitingDocument[] | null {
    return this.#delivery.waiting()
  }

  /** The documents of this device whose paths begin so. */
  known(begin: string): readonly DocumentPath[] {
    return [...this.#documents.known].filter(path => path.startsWith(begin))
  }

  /** The document with a path, once it is read. */
  async documentAt(path: DocumentPath): Promise<DocumentReplica> {
    await this.#documents.load([path])
    return this.#documents.get(path)
  }

  letGoRefused(): void {
    this.#delivery.aside.letGo()
  }

  /** Resolves once everything written so far in a document, or in all, is on the relay's disk; with why not where it never will be. */
  whenSafe(path: DocumentPath | null): Promise<Refusal | null> {
    return new Promise(resolve =>
      this.#inOrder([], () => this.#delivery.whenSafe(path, why => resolve(why === null ? null : refuse(why)))),
    )
  }

  detach(tab: Tab): void {
    for (const path of this.#presence.shownBy(tab.id)) this.present(tab, path, null)
    this.#seats.delete(tab)
    this.#delivery.watchedChanged()
  }

  share(relay: string): void {
    this.#delivery.share(relay)
    this.#options.learned({ relay })
  }

  member(me: MemberId): void {
    if (this.#me === me) return
    this.#me = me
    this.#options.learned({ me })
    this.#tellLost(this.#lost.splice(0))
  }

  async watch(tab: Tab, paths: readonly DocumentPath[]): Promise<void> {
    const seat = this.#seats.get(tab)
    if (seat === undefined) return
    for (const path of paths) if (!seat.watched.has(path)) seat.watched.set(path, "waiting")
    this.#delivery.watchedChanged()
    for (const path of paths) this.#tellPresence(this.#presence.seenFrom(path, tab.id), [tab])
    await this.#showCached(tab, seat, paths)
    await Promise.all(paths.map(path => this.#documents.load([path]).then(() => this.#show(path))))
  }

  unwatch(tab: Tab, paths: readonly DocumentPath[]): void {
    for (const path of paths) this.#seats.get(tab)?.watched.delete(path)
    this.#delivery.watchedChanged()
  }

  write(tab: Tab, action: number, changes: readonly Change[], me: MemberId): void {
    this.member(me)
    const paths = documentsOf(changes)
    this.#inOrder(paths, () => {
      const why = this.#whyNotWrite(paths)
      if (why !== null) return this.#actNot(tab, action, changes, why)
      this.#act(tab, action, changes, () => ({ ...this.#replica.write(changes, me), leftAlone: [] }))
    })
  }

  #whyNotWrite(paths: readonly DocumentPath[]): string | null {
    for (const path of paths) {
      const why = this.#delivery.whyNotWrite(path)
      if (why !== null) return why
    }
    return null
  }

  undo(tab: Tab, action: number, entry: UndoEntry, me: MemberId): void {
    this.member(me)
    const changes = entry.inverses.flatMap(({ undoes, restore }) => [undoes, restore])
    // A move that is taken back has to be told where it had led.
    this.#inOrder([...documentsOf(changes), ...spacesNamed(changes)], () => {
      const wasRefused = this.#delivery.aside.wasRefused(entry.stamp)
      const why = this.#whyNotWrite(documentsOf(entry.inverses.map(({ restore }) => restore)))
      if (why !== null) this.#actNot(tab, action, changes, wasRefused ? "was-refused" : why)
      else this.#act(tab, action, changes, () => this.#replica.undo(entry, me), wasRefused)
    })
  }

  present(tab: Tab, path: DocumentPath, state: unknown): void {
    this.#presence.show(path, tab.id, state)
    this.#tellPresence([{ path, peer: tab.id, state }], this.#othersThan(tab))
    this.#delivery.present(path, tab.id, state)
  }

  async openText(tab: Tab, path: DocumentPath): Promise<void> {
    await this.#documents.load([path])
    const seat = this.#seats.get(tab)
    if (seat === undefined) return
    seat.texts.add(path)
    this.#delivery.watchedChanged()
    this.#tellText(tab, path)
    this.#tellPresence(this.#presence.seenFrom(path, tab.id), [tab])
  }

  #tellText(tab: Tab, path: DocumentPath): void {
    const edition = this.#documents.editionOf(path)
    tab.post({ tell: "text", path, state: this.#documents.encode(path), edition })
  }

  /** Takes in what was typed in a tab: a local write, as any other. */
  updateText(tab: Tab, path: DocumentPath, update: Uint8Array, edition: number): void {
    this.#inOrder([path], () => {
      if (edition !== this.#documents.editionOf(path)) return this.#typedBefore(path, update, edition)
      const why = this.#delivery.whyNotWrite(path)
      if (why !== null) {
        this.#keepTyped(path, update, why)
        return this.#tellText(tab, path)
      }
      const taken = this.#documents.receive(path, update)
      if (taken === null) return
      this.#typing = tab
      this.#wrote(path, update)
      this.#typing = null
      this.#tellPatches(path, taken.patches)
    })
  }

  /** Takes in text that this device brings from another document. */
  #writeText(path: DocumentPath, update: Uint8Array): void {
    const taken = this.#documents.receive(path, update)
    if (taken === null) return
    this.#wrote(path, update)
    this.#tellPatches(path, taken.patches)
  }

  /** What was typed before the tab heard that the text has begun anew follows that as it is now, or is kept beside it. */
  #typedBefore(path: DocumentPath, update: Uint8Array, edition: number): void {
    const mayFollow = edition === this.#documents.editionOf(path) - 1 && this.#delivery.whyNotWrite(path) === null
    const following = mayFollow ? this.#formerTexts.following(path, update) : null
    if (following === null) return this.#keepTyped(path, update, "begun-anew")
    for (const bytes of following) this.#writeText(path, bytes)
  }

  #keepTyped(path: DocumentPath, update: Uint8Array, reason: string): void {
    this.#delivery.refuseText(path, update, this.#formerTexts.saidWith(path, update), reason)
  }

  closeText(tab: Tab, path: DocumentPath): void {
    this.#seats.get(tab)?.texts.delete(path)
    this.#delivery.watchedChanged()
  }

  setAsideFile(): string {
    return this.#delivery.aside.file()
  }

  /** The whole workspace, as far as this device has it, as one file. */
  async exportFile(): Promise<string> {
    await this.#documents.load([...this.#documents.known])
    const header = { workspace: this.#options.workspace, at: this.#options.world.clock.now() }
    return [...workspaceFileLines(header, this.#replica.contents())].join("")
  }

  /** Takes in what a workspace file holds; resolves with the documents that it touched, or with why it was refused. */
  async mergeFile(text: string): Promise<readonly DocumentPath[] | Refusal> {
    const file = readWorkspaceFile(text)
    if (isRefusal(file)) return file
    const paths = file.documents.map(document => document.path)
    return new Promise(resolve =>
      this.#inOrder(paths, () => {
        const merged = this.#replica.merge(file.documents)
        if (isRefusal(merged)) return resolve(merged)
        for (const [path, patches] of merged.patches) this.#tellPatches(path, this.#documents.follow(path, patches))
        resolve(paths)
      }),
    )
  }

  close(): Promise<void> {
    return this.#delivery.close()
  }

  /** Ends at once, since the workspace is being removed from this device. */
  forget(): void {
    this.#delivery.forget()
  }

  /** Everything that is in memory, for a database that was lost. */
  everything(): Refill {
    return this.#delivery.everything()
  }

  /** What the report tells may have changed: tabs hear of it once in a task. */
  changed(): void {
    if (this.#isReporting) return
    this.#isReporting = true
    queueMicrotask(() => {
      this.#isReporting = false
      this.#tellReport()
    })
  }

  /** Tells the tabs how safe the work is, if that has changed since they were told last. */
  #tellReport(): void {
    const report = this.#delivery.report()
    this.#escalating.look()
    if (sameValue(report, this.#reported)) return
    this.#reported = report
    for (const tab of this.#seats.keys()) tab.post({ tell: "sync", sync: report })
    this.#delivery.tellReport(report)
    if (report.relay.state === "offline" || report.relay.state === "stopped") this.#showWaiting()
  }

  /** Does something with documents once they are open: at once if they are, and always after what came before. */
  #inOrder(paths: readonly DocumentPath[], run: () => void): void {
    if (this.#queue === null && this.#documents.openWithoutReading(paths)) return run()
    // What fails is its own caller's matter: who waits behind it must have their turn.
    const before = (this.#queue ?? Promise.resolve()).catch(() => undefined)
    const queue: Promise<void> = before
      .then(() => this.#documents.load(paths))
      .then(run)
      .finally(() => {
        if (this.#queue === queue) this.#queue = null
      })
    this.#queue = queue
  }

  /** Writes, and tells the acting tab and the others what stands then. */
  #act(tab: Tab, action: number, changes: readonly Change[], run: () => Undone, wasRefused = false): void {
    try {
      const { stamp, replica, inverses, leftAlone, patches: written } = run()
      const patches = Array.from(written, ([path, own]) => [path, this.#documents.follow(path, own)] as const)
      // Told first, so that no tab takes for saved what it has just written.
      this.#tellReport()
      tab.post({ tell: "written", action, entry: { stamp, replica, inverses }, patches, leftAlone, wasRefused })
      for (const [path, own] of patches) {
        this.#noteName(path)
        this.#along.changed(path, own, true)
        this.#escalating.changed(path, own)
      }
      this.#tellAll(patches, this.#othersThan(tab))
    } catch (error) {
      this.#actNot(tab, action, changes, error instanceof Error ? error.message : String(error))
    }
  }

  /** Answers that a write was not done; the rows go back to what stands. */
  #actNot(tab: Tab, action: number, changes: readonly Change[], reason: string): void {
    const patches = this.#standing(changes)
    tab.post({ tell: "not-written", action, reason, patches })
    this.#tellAll(patches, this.#othersThan(tab))
  }

  /** What stands in all rows that changes touch. */
  #standing(changes: readonly Change[]): (readonly [DocumentPath, readonly RowPatch[]])[] {
    const patches = new Map<DocumentPath, RowPatch[]>()
    for (const change of changes) {
      if (change.do === "prose") continue
      const { document: path, kind, id } = change
      if (!this.#documents.holds(path, kind)) continue
      // What a write did before it failed is in the document; writing nothing brings the rows level with it.
      this.#documents.get(path).write([], 0, this.#me ?? "")
      const row = this.#documents.row(path, kind, id)
      const patch: RowPatch = row === undefined ? { kind, id, gone: true } : { kind, id, set: { ...row } }
      patches.set(path, [...(patches.get(path) ?? []), patch])
    }
    return [...patches]
  }

  /** An update was made here: in the same task it goes to the texts that are open, to disk and to the relay. */
  #wrote(path: DocumentPath, update: Uint8Array, beside?: WrittenBeside): void {
    this.#tellTexts(path, update)
    this.#delivery.wrote(path, update, beside)
  }

  /** A document has begun anew: rows follow, and texts that are open are given whole. */
  #beganAnew(path: DocumentPath, { patches, lost, before }: Renewed): void {
    if (isProse(path)) this.#formerTexts.note(path, before)
    this.#tellPatches(path, patches)
    for (const [tab, seat] of this.#seats) if (seat.texts.has(path)) this.#tellText(tab, path)
    this.#tellLost(lost.map(write => [path, write] as const))
  }

  #withdrawn(path: DocumentPath, patches: readonly RowPatch[]): void {
    this.#met.add(path)
    // Told first, so that no tab takes for done on disk what has only begun to leave it.
    this.#tellReport()
    for (const [tab, seat] of this.#seats) {
      seat.cached.delete(path)
      tab.post({ tell: "withdrawn", path })
      // It stays asked for, so that it is there again as soon as the right is.
      if (seat.texts.has(path)) tab.post({ tell: "text", path, state: NO_TEXT, edition: 0 })
    }
    this.#tellPatches(path, patches)
    // Open again and empty, for what may come of it later.
    if (this.#watched().includes(path)) void this.#documents.load([path])
  }

  #tellRights(rights: Rights): void {
    for (const tab of this.#seats.keys()) tab.post({ tell: "rights", rights })
  }

  #tookIn(path: DocumentPath, bytes: Uint8Array, { patches, lost }: TakenIn): void {
    this.#tellTexts(path, bytes)
    this.#tellPatches(path, patches)
    this.#tellLost(lost.map(write => [path, write] as const))
  }

  #tellTexts(path: DocumentPath, update: Uint8Array): void {
    for (const [tab, seat] of this.#seats)
      if (tab !== this.#typing && seat.texts.has(path)) tab.post({ tell: "text-update", path, update })
  }

  #tellPatches(path: DocumentPath, patches: readonly RowPatch[]): void {
    this.#noteName(path)
    this.#along.changed(path, patches)
    this.#escalating.changed(path, patches)
    this.#tellAll([[path, patches]], this.#seats.keys())
  }

  #tellAll(patches: readonly (readonly [DocumentPath, readonly RowPatch[]])[], tabs: Iterable<Tab>): void {
    for (const tab of tabs)
      for (const [path, own] of patches)
        if (own.length > 0 && this.#seats.get(tab)?.watched.get(path) === "answered")
          tab.post({ tell: "patches", path, patches: own })
  }

  async #showCached(tab: Tab, seat: Seat, paths: readonly DocumentPath[]): Promise<void> {
    const closed = paths.filter(path => !this.#documents.isOpen(path))
    if (closed.length === 0) return
    for (const [path, rows] of await this.#database.readRows(closed)) {
      if (seat.watched.get(path) !== "waiting" || this.#documents.isOpen(path)) continue
      seat.cached.set(path, rows)
      tab.post({ tell: "rows", path, rows, cached: true })
    }
  }

  /** Gives the rows of a document to the tabs that wait for them; they are not told again what the cache told them. */
  #show(path: DocumentPath): void {
    if (this.#mayComeYet(path)) return
    const waiting = [...this.#seats].filter(([, seat]) => seat.watched.get(path) === "waiting")
    if (waiting.length === 0) return
    const rows = this.#documents.rows(path)
    for (const [tab, seat] of waiting) {
      seat.watched.set(path, "answered")
      const shown = seat.cached.get(path)
      seat.cached.delete(path)
      if (shown === undefined || !sameValue(shown, rows)) tab.post({ tell: "rows", path, rows, cached: false })
    }
    this.#noteName(path)
  }

  /** Whether a document of which nothing is here is about to come from the relay: it is not shown as empty before. */
  #mayComeYet(path: DocumentPath): boolean {
    if (this.#documents.isKnown(path) || this.#met.has(path) || !this.#delivery.mayStillMeet) return false
    this.#options.world.timers.after(FIRST_SIGHT_MILLIS, () => this.#meet(path))
    return true
  }

  #meet(path: DocumentPath): void {
    this.#met.add(path)
    this.#along.met(path)
    if (this.#documents.isOpen(path)) this.#show(path)
  }

  #showWaiting(): void {
    for (const seat of this.#seats.values())
      for (const [path, state] of seat.watched)
        if (state === "waiting" && this.#documents.isOpen(path)) this.#show(path)
  }

  /** What is looked at or shown here, the latest first. */
  #watched(): DocumentPath[] {
    const paths = new Set<DocumentPath>()
    for (const { watched, texts } of this.#seats.values())
      for (const path of [...texts, ...[...watched.keys()].reverse()]) paths.add(path)
    for (const path of this.#presence.shown) paths.add(path)
    for (const path of this.#along.wanted) paths.add(path)
    return [...paths]
  }

  #shownElsewhere(path: DocumentPath, tab: string, state: unknown): void {
    this.#presence.show(path, tab, state)
    this.#tellPresence([{ path, peer: tab, state }])
  }

  #tellPresence(news: readonly PresenceNews[], tabs: Iterable<Tab> = this.#seats.keys()): void {
    for (const tab of tabs) {
      const seat = this.#seats.get(tab)
      for (const { path, peer, state } of news)
        if (seat?.watched.has(path) === true || seat?.texts.has(path) === true)
          tab.post({ tell: "present", path, peer, state })
    }
  }

  #othersThan(tab: Tab): Tab[] {
    return [...this.#seats.keys()].filter(other => other !== tab)
  }

  /** Tells the member of what they wrote and somebody else overwrote meanwhile, in their own document. */
  #tellLost(lost: readonly (readonly [DocumentPath, LostWrite])[]): void {
    if (lost.length === 0) return
    const me = this.#me
    if (me === null) return void this.#lost.push(...lost)
    const path = receiptsOf(me)
    if (this.#delivery.whyNotWrite(path) !== null) return
    this.#inOrder([path], () => {
      const told = this.#documents.get(path).rows("receipts")
      const receipts = lost
        .map(([document, write]) => receiptFor(document, write, me, this.#authorOf(document, write), this.#now()))
        .filter(receipt => !told.has(receipt.id))
      if (receipts.length > 0) this.#writeUnasked(receipts, me)
    })
  }

  /** Writes what no tab asked for. */
  #writeUnasked(changes: readonly Change[], me: MemberId): void {
    for (const [path, patches] of this.#replica.write(changes, me).patches)
      this.#tellPatches(path, this.#documents.follow(path, patches))
  }

  /** Who wrote what stands, as far as their replica said so. */
  #authorOf(path: DocumentPath, { standing }: LostWrite): string {
    return this.#documents.isOpen(path) ? this.#documents.get(path).authorOf(standing.replica) : ""
  }

  #now(): number {
    return this.#options.world.clock.now()
  }

  /** The workspace's name, for the list of workspaces. */
  #noteName(path: DocumentPath): void {
    if (path !== "settings") return
    const name = this.#documents.row(path, "workspaces", this.#options.workspace)?.["name"]
    if (typeof name === "string" && name !== "") this.#options.learned({ name })
  }
}
