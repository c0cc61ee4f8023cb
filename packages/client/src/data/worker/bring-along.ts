import type { Stamp } from "@weft/model/base/hybrid-clock"
import type { SpaceId } from "@weft/model/base/ids"
import { archivePath } from "@weft/model/schema/archive-path"
import { movedItems } from "@weft/model/replica/carry"
import type { DocumentReplica } from "@weft/model/replica/document-replica"
import type { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { DocumentPath } from "@weft/model/schema/change"
import type { RowPatch } from "@weft/model/schema/patch"
import { carryOver } from "./carry-over.ts"
import type { Documents } from "./documents.ts"
import type { World } from "./world.ts"

/** What somebody here decided is followed at once; what others did waits for them to do it, in milliseconds. */
const PATIENCE_MILLIS = 2_000

/** The fields of an item that say where it lies, or what belongs to it. */
const PLACE_FIELDS = ["movedTo", "movedAs", "archived", "archivedIn"] as const

export interface BringAlongOptions {
  readonly replica: WorkspaceReplica
  readonly documents: Documents
  readonly world: World
  /** Whether this device may write to a document now. */
  readonly mayWrite: (path: DocumentPath) => boolean
  /** Whether all that there is of a document is here, as far as that can be known. */
  readonly isWhole: (path: DocumentPath) => boolean
  /** Does something with documents once they are open. */
  readonly inOrder: (paths: readonly DocumentPath[], run: () => void) => void
  readonly tell: (path: DocumentPath, patches: readonly RowPatch[]) => void
  /** Takes in a text's update as a write of this device. */
  readonly writeText: (path: DocumentPath, update: Uint8Array) => void
  readonly wantedChanged: () => void
}

/**
 * Follows decisions about where items lie: brings what belongs to an item that was moved to its new space (MERGE B12), and
 * what belongs to one that was archived to its archive document and back (MERGE A1). Any replica that may write in both
 * does it, and doing it twice changes nothing.
 */
export class BringAlong {
  readonly #options: BringAlongOptions
  readonly #due = new Map<SpaceId, { readonly cancel: () => void; readonly isGlance: boolean }>()
  /** Documents that have to be fetched for it, until it is done. */
  readonly #wanted = new Set<DocumentPath>()

  constructor(options: BringAlongOptions) {
    this.#options = options
  }

  get wanted(): Iterable<DocumentPath> {
    return this.#wanted
  }

  /** Rows of a document changed, or it was opened (`patches` is null then). */
  changed(path: DocumentPath, patches: readonly RowPatch[] | null, isOwn = false): void {
    const [kind, space] = path.split("/") as [string, SpaceId]
    if (kind === "archive" || kind === "text" || kind === "comments" || kind === "public") {
      if (this.#wanted.has(path)) this.#after(space, 0)
    } else if (kind === "space" && patches === null) this.#after(space, PATIENCE_MILLIS, true)
    else if (kind === "space" && this.#concerns(path, patches ?? [])) this.#after(space, isOwn ? 0 : PATIENCE_MILLIS)
  }

  /** All that there is of a document has come. */
  met(path: DocumentPath): void {
    if (this.#wanted.has(path)) this.#after(path.split("/")[1] as SpaceId, 0)
  }

  #concerns(path: DocumentPath, patches: readonly RowPatch[]): boolean {
    const { documents } = this.#options
    if (!documents.isOpen(path)) return false
    const items = documents.get(path).rows("items")
    return patches.some(patch => {
      if (!("set" in patch)) return false
      if (patch.kind === "items" && PLACE_FIELDS.some(field => field in patch.set)) return true
      const item = items.get(patch.kind === "items" ? patch.id : String(patch.set["item"]))
      return item !== undefined && (item["movedTo"] !== null || item["archived"] === true)
    })
  }

  /** @param isGlance opens no other space but for what is known to be left to do */
  #after(space: SpaceId, millis: number, isGlance = false): void {
    const due = this.#due.get(space)
    if (due !== undefined && isGlance) return
    due?.cancel()
    const cancel = this.#options.world.timers.after(millis, () => {
      this.#due.delete(space)
      this.#bring(space, isGlance)
    })
    this.#due.set(space, { cancel, isGlance })
  }

  #bring(space: SpaceId, isGlance: boolean): void {
    const { documents, mayWrite, inOrder } = this.#options
    const path = `space/${space}`
    if (!documents.isOpen(path) || !mayWrite(path)) return
    const others = this.#otherSpaces(space, isGlance).filter(other => mayWrite(`space/${other}`))
    const archives = this.#archivesInUse(space)
    this.#want([...others.map(other => `space/${other}`), ...archives])
    inOrder([path, ...others.map(other => `space/${other}`), ...archives], () => {
      if (!documents.isOpen(path)) return
      for (const other of others) this.#tellAll(this.#options.replica.carryMoved(space, other))
      const whole = archives.filter(archive => this.#options.isWhole(archive))
      this.#tellAll(this.#options.replica.settleArchive(space, whole))
      this.#unwant(whole)
      for (const other of others) {
        this.#bringTexts(space, other)
        this.#bringTexts(other, space)
      }
    })
  }

  /** Where items went from a space, and the open spaces that some may have come from. */
  #otherSpaces(space: SpaceId, isGlance: boolean): SpaceId[] {
    const { documents } = this.#options
    const document = documents.get(`space/${space}`)
    const others = new Set<SpaceId>()
    for (const row of document.rows("items").values())
      if (typeof row["movedTo"] === "string" && (!isGlance || this.#isUnfinished(document, row.id)))
        others.add(row["movedTo"] as SpaceId)
    if (movedItems(document).length > 0)
      for (const path of documents.open) if (path.startsWith("space/")) others.add(path.slice(6) as SpaceId)
    others.delete(space)
    return [...others]
  }

  /** Whether a move may not have been followed to its end: this device made it, or something was written since. */
  #isUnfinished(document: DocumentReplica, item: string): boolean {
    const move = document.standing("items", item, "movedTo")
    if (move === null || this.#options.documents.wroteAs(move.replica)) return move !== null
    return document.entriesOf("items", item).some(({ stamp }) => stamp > move.stamp)
  }

  /** The archive documents of which something lies in the space, or the other way round. */
  #archivesInUse(space: SpaceId): DocumentPath[] {
    const { documents } = this.#options
    const document = documents.get(`space/${space}`)
    const items = document.rows("items")
    const paths = new Set<DocumentPath>()
    for (const kind of ["checklists", "checks", "transitions", "ticketEvents", "escalations", "requests"] as const)
      for (const row of document.rows(kind).values()) {
        const item = items.get(String(row["item"]))
        if (item?.["archived"] === true && item["archivedIn"] !== null)
          paths.add(archivePath(space, String(item["archivedIn"])))
      }
    for (const item of items.values()) {
      const isBack = item["archived"] === false && item["archivedIn"] !== null
      if (isBack && !this.#settled.has(item.id)) paths.add(archivePath(space, String(item["archivedIn"])))
      if (isBack) this.#settled.add(item.id)
      else this.#settled.delete(item.id)
    }
    for (const path of documents.open) if (path.startsWith(`archive/${space}/`)) paths.add(path)
    return [...paths]
  }

  /** Items that are back and for which the archive was looked into. */
  readonly #settled = new Set<string>()

  #tellAll(patches: ReadonlyMap<DocumentPath, readonly RowPatch[]>): void {
    for (const [path, own] of patches)
      if (own.length > 0) this.#options.tell(path, this.#options.documents.follow(path, own))
  }

  /** Brings descriptions, comments and conversations of the items that went from one space to another, where they are at hand. */
  #bringTexts(from: SpaceId, to: SpaceId): void {
    const { documents, inOrder } = this.#options
    const document = documents.get(`space/${from}`)
    for (const row of document.rows("items").values()) {
      if (row["movedTo"] !== to) continue
      const move = document.standing("items", row.id, "movedTo")
      const isOwn = move !== null && documents.wroteAs(move.replica)
      for (const kind of ["text", "comments", "public"]) {
        const [left, arrived] = [`${kind}/${from}/${row.id}`, `${kind}/${to}/${row.id}`]
        const stamp = move?.stamp ?? 0
        if (this.#brought.get(arrived) === stamp || !(isOwn || documents.isKnown(left))) continue
        this.#want([left, arrived])
        inOrder([left, arrived], () => this.#bringText(left, arrived, stamp))
      }
    }
  }

  /** Texts that are where they belong, with all that this device knows of them, and by which move. */
  readonly #brought = new Map<DocumentPath, Stamp>()

  #bringText(left: DocumentPath, arrived: DocumentPath, move: Stamp): void {
    const { documents, isWhole, mayWrite, writeText } = this.#options
    if (!isWhole(left) || !isWhole(arrived) || !mayWrite(arrived)) return
    const [from, onto] = [documents.get(left).doc, documents.get(arrived).doc]
    this.#unwant([left, arrived])
    this.#brought.set(arrived, move)
    // An empty one gets everything as it is, whoever brings it: twice the same is there once. What was written since
    // without knowing of the move follows what it followed.
    const update = documents.changesSince(left, documents.stateVector(arrived))
    const drawClient = () => documents.drawClient()
    const [carried] = carryOver([{ update, isLeftBehind: false }], { from, onto, drawClient, isShared: true }) ?? []
    if (carried != null) writeText(arrived, carried)
  }

  #want(paths: readonly DocumentPath[]): void {
    const before = this.#wanted.size
    for (const path of paths) if (!this.#options.isWhole(path)) this.#wanted.add(path)
    if (this.#wanted.size !== before) this.#options.wantedChanged()
  }

  #unwant(paths: readonly DocumentPath[]): void {
    for (const path of paths) this.#wanted.delete(path)
  }
}
