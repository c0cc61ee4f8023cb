import * as Y from "yjs"
import { continuationOf, endOf, originsIn, runsOf } from "./continuations.ts"
import { encodeStructs, NO_DELETIONS, type Deletions, type Struct } from "./encode-structs.ts"

/** A piece of unsent work: one update as it was made, oldest first. */
export interface Piece {
  readonly update: Uint8Array
  /** Whether it may not come along. */
  readonly isLeftBehind: boolean
  /** Whether only what it adds comes along: what it deletes may belong to something that is left behind. */
  readonly addsOnly?: boolean
}

export interface CarryOverOptions {
  /** The document in which the pieces were made; it has them all. */
  readonly from: Y.Doc
  /** The state that they are to follow: what the relay has, in clocks of the same epoch. */
  readonly onto: Y.Doc
  /** Draws a fresh replica id. */
  readonly drawClient: () => number
  /** Whether the same may come from others as well, as what stands in texts does; see `continuations`. */
  readonly isShared?: boolean
}

/** One struct that the target lacks, and whether it comes along. */
interface Sorted {
  readonly struct: Struct
  readonly piece: number
  readonly isLeftBehind: boolean
}

/** A run of clocks that come along, and where they lie then. */
interface Moved {
  readonly from: number
  readonly length: number
  readonly client: number
  readonly to: number
}

/**
 * Takes unsent updates over onto another state of the same epoch: an update a piece, and none where nothing of it comes.
 * Null where something lacks what came before it, so that nothing can be said of single pieces.
 *
 * The structs stay what they are, with what they follow and what they delete. Those of a replica that the relay knows
 * already get a fresh replica id, because it may belong to somebody else there, or have lost a part here; those of one that
 * it has never met keep theirs, so that a text which two devices import alike stays one. What follows something that is
 * left behind follows what that followed.
 *
 * Where others may bring the same, the fresh ids are computed, and what somebody has brought under one stays out.
 */
export function carryOver(pieces: readonly Piece[], options: CarryOverOptions): readonly (Uint8Array | null)[] | null {
  const known = Y.decodeStateVector(Y.encodeStateVector(options.onto))
  const target = options.isShared === true ? sharedTarget(known, options) : plainTarget(known, options)
  const sorted = sort(pieces, target.held, options.from)
  if (sorted === null) return null
  const moves = moveAll(sorted.structs, target)
  const left = leftBehind(sorted.structs)
  const standing: Standing = { known, deleted: Y.createDeleteSetFromStructStore(options.onto.store) }
  return pieces.map((piece, index) => {
    const own = sorted.structs.filter(entry => entry.piece === index && !entry.isLeftBehind)
    const structs = own.flatMap(({ struct }) => rewrite(struct, { moves, left, from: options.from }))
    const isDeleting = !piece.isLeftBehind && piece.addsOnly !== true
    const deletions = isDeleting ? moveDeletions(sorted.deletions[index]!, standing, moves) : NO_DELETIONS
    return structs.length === 0 && deletions.clients.size === 0 ? null : encodeStructs(structs, deletions)
  })
}

/** The document that pieces come to. */
interface Target {
  /** Up to where it holds each replica, under whichever id. */
  readonly held: ReadonlyMap<number, number>
  /** Where it holds what it does not hold under its own id. */
  readonly moves: readonly (readonly [client: number, moved: Moved])[]
  /** The id under which a replica goes on that it holds. */
  readonly idAfter: (client: number) => number
  readonly drawClient: () => number
}

function plainTarget(known: ReadonlyMap<number, number>, { drawClient }: CarryOverOptions): Target {
  return { held: known, moves: [], idAfter: drawClient, drawClient }
}

function sharedTarget(known: ReadonlyMap<number, number>, { from, drawClient }: CarryOverOptions): Target {
  const here = Y.decodeStateVector(Y.encodeStateVector(from))
  const origins = originsIn([here, known])
  const originOf = (client: number) => origins.get(client) ?? { client, from: 0 }
  const held = new Map(known)
  const moves: (readonly [number, Moved])[] = []
  for (const client of here.keys()) {
    const origin = originOf(client)
    for (const run of runsOf(origin.client, known)) {
      const start = Math.max(run.from, origin.from + (held.get(client) ?? 0))
      const length = run.end - start
      if (length <= 0) continue
      held.set(client, run.end - origin.from)
      if (run.client === client) continue
      moves.push([client, { from: start - origin.from, length, client: run.client, to: start - run.from }])
    }
  }
  const idAfter = (client: number): number => {
    const origin = originOf(client).client
    return continuationOf(origin, endOf(origin, known))
  }
  return { held, moves, idAfter, drawClient }
}

function sort(
  pieces: readonly Piece[],
  held: ReadonlyMap<number, number>,
  from: Y.Doc,
): { readonly structs: readonly Sorted[]; readonly deletions: readonly Deletions[] } | null {
  const taken = new Map(held)
  const structs: Sorted[] = []
  const deletions: Deletions[] = []
  const left = new Set<Struct>()
  const isBelowLeft = (struct: Struct): boolean => {
    if (left.size === 0 || !(struct instanceof Y.Item)) return false
    const parent = parentOf(struct, from)
    return parent instanceof Y.ID && [...left].some(other => covers(other, parent))
  }
  for (const [piece, { update, isLeftBehind }] of pieces.entries()) {
    const decoded = Y.decodeUpdate(Y.diffUpdate(update, Y.encodeStateVector(taken as never)))
    deletions.push(decoded.ds)
    for (const struct of decoded.structs) {
      const { client, clock } = struct.id
      if (struct instanceof Y.Skip) return null
      const next = taken.get(client) ?? 0
      if (clock + struct.length <= next) continue
      if (clock !== next) return null
      taken.set(client, clock + struct.length)
      const isLeft = isLeftBehind || isBelowLeft(struct)
      if (isLeft) left.add(struct)
      structs.push({ struct, piece, isLeftBehind: isLeft })
    }
  }
  return { structs, deletions }
}

function moveAll(structs: readonly Sorted[], target: Target): ReadonlyMap<number, readonly Moved[]> {
  const moves = new Map<number, Moved[]>()
  const note = (client: number, moved: Moved): void => {
    const others = moves.get(client)
    if (others === undefined) moves.set(client, [moved])
    else others.push(moved)
  }
  for (const [client, moved] of target.moves) note(client, moved)
  const ids = new Map<number, number>()
  const ends = new Map<number, number>()
  const isBroken = new Set(structs.filter(entry => entry.isLeftBehind).map(({ struct }) => struct.id.client))
  const idFor = (client: number): number => {
    // Of what comes in part the clocks say nothing to anybody else.
    if (isBroken.has(client)) return target.drawClient()
    return target.held.has(client) ? target.idAfter(client) : client
  }
  for (const { struct, isLeftBehind } of structs) {
    if (isLeftBehind) continue
    const { client, clock } = struct.id
    const id = ids.get(client) ?? idFor(client)
    ids.set(client, id)
    const to = ends.get(id) ?? 0
    ends.set(id, to + struct.length)
    note(client, { from: clock, length: struct.length, client: id, to })
  }
  return moves
}

function leftBehind(structs: readonly Sorted[]): ReadonlyMap<number, readonly Struct[]> {
  const left = new Map<number, Struct[]>()
  for (const { struct, isLeftBehind } of structs)
    if (isLeftBehind) left.set(struct.id.client, [...(left.get(struct.id.client) ?? []), struct])
  return left
}

interface Rewriting {
  readonly moves: ReadonlyMap<number, readonly Moved[]>
  readonly left: ReadonlyMap<number, readonly Struct[]>
  readonly from: Y.Doc
}

function rewrite(struct: Struct, rewriting: Rewriting): Struct[] {
  const id = moveId(struct.id, rewriting.moves)
  if (!(struct instanceof Y.Item)) return [new Y.GC(id, struct.length)]
  const origin = follow(struct.origin, "origin", rewriting)
  const rightOrigin = follow(struct.rightOrigin, "rightOrigin", rewriting)
  // Only who stands between nobody says where it stands.
  const isAlone = origin === null && rightOrigin === null
  const parent = isAlone ? parentOf(struct, rewriting.from) : null
  // What lies in something that is gone here as well holds nothing; its clocks have to be filled all the same.
  if (isAlone && parent === null) return [new Y.GC(id, struct.length)]
  const sub = isAlone ? subOf(struct, rewriting.from) : null
  const moved = parent instanceof Y.ID ? moveId(parent, rewriting.moves) : parent
  return [new Y.Item(id, null, origin, null, rightOrigin, moved as never, sub, struct.content)]
}

/** The id under which a neighbour is found; of one that is left behind, its own neighbour on that side. */
function follow(id: Y.ID | null, side: "origin" | "rightOrigin", { moves, left }: Rewriting): Y.ID | null {
  let current = id
  for (;;) {
    const at = current
    if (at === null) return null
    const gone = left.get(at.client)?.find(struct => covers(struct, at))
    if (gone === undefined) return moveId(at, moves)
    current = gone instanceof Y.Item ? gone[side] : null
  }
}

function moveId(id: Y.ID, moves: ReadonlyMap<number, readonly Moved[]>): Y.ID {
  const moved = moves.get(id.client)?.find(({ from, length }) => id.clock >= from && id.clock < from + length)
  return moved === undefined ? id : Y.createID(moved.client, moved.to + id.clock - moved.from)
}

/** What the target knows already, and what of that it has deleted. */
interface Standing {
  readonly known: ReadonlyMap<number, number>
  readonly deleted: Deletions
}

function moveDeletions(
  deletions: Deletions,
  { known, deleted }: Standing,
  moves: ReadonlyMap<number, readonly Moved[]>,
): Deletions {
  const clients = new Map<number, { clock: number; len: number }[]>()
  const add = (client: number, from: number, end: number): void => {
    for (const [start, stop] of without([from, end], deleted.clients.get(client) ?? []))
      clients.set(client, [...(clients.get(client) ?? []), { clock: start, len: stop - start }])
  }
  for (const [client, ranges] of deletions.clients) {
    for (const { clock, len } of ranges) {
      add(client, clock, Math.min(clock + len, known.get(client) ?? 0))
      for (const { from, length, client: target, to } of moves.get(client) ?? [])
        add(target, to + Math.max(clock, from) - from, to + Math.min(clock + len, from + length) - from)
    }
  }
  return { clients }
}

/** Whether a document has all that an update adds and deletes. */
export function hasTakenIn(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update)
  const deleted: Deletions = Y.createDeleteSetFromStructStore(doc.store)
  const isDeleted = (client: number, clock: number, len: number): boolean =>
    [...without([clock, clock + len], deleted.clients.get(client) ?? [])].length === 0
  return (
    structs.every(({ id, length }) => id.clock + length <= Y.getState(doc.store, id.client)) &&
    [...ds.clients].every(([client, ranges]) => ranges.every(({ clock, len }) => isDeleted(client, clock, len)))
  )
}

/** The parts of a range that others, in order, leave. */
function* without(
  [start, end]: readonly [number, number],
  others: readonly { readonly clock: number; readonly len: number }[],
): Generator<readonly [number, number]> {
  let next = start
  for (const { clock, len } of others) {
    if (clock + len <= next) continue
    if (clock >= end) break
    if (clock > next) yield [next, clock]
    next = clock + len
  }
  if (next < end) yield [next, end]
}

function covers({ id, length }: Struct, { client, clock }: Y.ID): boolean {
  return id.client === client && clock >= id.clock && clock < id.clock + length
}

/** Where an item stands: the name of a root, the id of the item around it, or null where that is gone. */
function parentOf(item: Y.Item, doc: Y.Doc): string | Y.ID | null {
  const said: unknown = item.parent
  if (typeof said === "string" || said instanceof Y.ID) return said
  const standing = itemIn(doc, item.id)
  const parent = standing?.parent as { readonly _item: Y.Item | null } | null | undefined
  if (parent === null || parent === undefined) return null
  return parent["_item"] === null ? Y.findRootTypeKey(parent as never) : parent["_item"].id
}

function subOf(item: Y.Item, doc: Y.Doc): string | null {
  return item.parentSub ?? itemIn(doc, item.id)?.parentSub ?? null
}

/** The item of a document that has an id, or null where it was cleared away or is not there. */
function itemIn(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (Y.getState(doc.store, id.client) <= id.clock) return null
  const struct = Y.getItem(doc.store, id) as unknown
  return struct instanceof Y.Item ? struct : null
}

/** The root and the key that an item of a map stands under, or null for any other. */
export function placeOf(item: Y.Item, doc: Y.Doc): { readonly root: string; readonly key: string } | null {
  const [root, key] = [parentOf(item, doc), subOf(item, doc)]
  return typeof root === "string" && key !== null ? { root, key } : null
}
