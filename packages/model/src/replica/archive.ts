import { messageUnseenAtClosing, ticketEventOf } from "../service/space-tickets.ts"
import type { TicketEventRow } from "../schema/service.ts"
import type { KindName } from "../schema/kinds.ts"
import type { RowPatch } from "../schema/patch.ts"
import type { AnyRow } from "../schema/record.ts"
import type { StoredEntry } from "../schema/stored.ts"
import type { Carried } from "./carry.ts"
import type { DocumentReplica } from "./document-replica.ts"

/*
 * The archive of a space. An archived item stays in its space as a line that search, links, relations and reports find;
 * what belongs to it lies in `archive/<space>/<quarter>`, which is read when somebody opens it. Writing the quarter into
 * the item is all that archiving decides. Any replica that has both documents open may bring the rest level, two at once
 * and one after another: what is brought twice is there once.
 */

/** What goes to the archive with an item. Attachments stay: what lies on the relay's disk is kept by what refers to it. */
const ARCHIVED_KINDS = [
  "checklists",
  "checks",
  "transitions",
  "ticketEvents",
  "escalations",
  "requests",
] as const satisfies readonly KindName[]

/** The quarters in which items of a space are archived, or were. */
export function quartersOf(space: DocumentReplica): Set<string> {
  const quarters = new Set<string>()
  for (const row of space.rows("items").values())
    if (typeof row["archivedIn"] === "string") quarters.add(row["archivedIn"])
  return quarters
}

/** Brings a space and one of its archive documents level: each has what belongs to the items that lie in it. */
export function settleArchive(space: DocumentReplica, archive: DocumentReplica): Carried {
  const quarter = archive.path.split("/")[2]
  const lies = (item: unknown) => {
    const row = space.rows("items").get(String(item))
    return row?.["archived"] === true && row["archivedIn"] === quarter
  }
  const askedAgain = ticketsAskedAgain(space, archive, lies)
  const isHere = (item: unknown) => lies(item) && !askedAgain.has(String(item))
  const isKnown = (item: unknown) => space.rows("items").has(String(item))
  const out: Belonging[] = []
  const back: Belonging[] = []
  for (const kind of ARCHIVED_KINDS) {
    for (const row of space.rows(kind).values()) if (isHere(row["item"])) out.push([kind, row])
    for (const row of archive.rows(kind).values()) {
      if (!isHere(row["item"])) {
        // Of an item that was never heard of, nothing is known to be decided.
        if (isKnown(row["item"])) back.push([kind, row])
      } else if (!space.rows(kind).has(row.id) && space.storedOf(kind, row.id).length > 0) {
        // Somebody wrote to it who did not know that it is in the archive.
        out.push([kind, row])
      }
    }
  }
  const [there, here] = [bring(space, archive, out), bring(archive, space, back)]
  return { there: [...there, ...takeOut(archive, back)], here: [...here, ...takeOut(space, out)] }
}

/**
 * The tickets in an archive whose requesters wrote without that anybody who closed them had seen it (MERGE T75). What
 * belongs to them lies in the space until they are in sight again.
 */
function ticketsAskedAgain(
  space: DocumentReplica,
  archive: DocumentReplica,
  lies: (item: unknown) => boolean,
): ReadonlySet<string> {
  const asked = new Set<string>()
  for (const row of space.rows("ticketEvents").values())
    if (row["kind"] === "customer-message" && row.deleted === null && lies(row["item"])) asked.add(String(row["item"]))
  if (asked.size === 0) return asked
  const told = new Map<string, TicketEventRow>()
  for (const document of [archive, space])
    for (const row of document.rows("ticketEvents").values())
      if (row.deleted === null && asked.has(String(row["item"]))) told.set(row.id, row as unknown as TicketEventRow)
  const events = Map.groupBy(told.values(), ({ item }): string => item ?? "")
  return new Set(
    [...asked].filter(ticket => messageUnseenAtClosing((events.get(ticket) ?? []).map(ticketEventOf)) !== null),
  )
}

/**
 * What is taken out has been brought before, in a transaction of its own: a crash in between leaves it in both. So does
 * somebody who is cut off there, and who will take out of the one document what another who brings it back finds there and
 * takes out of the other. So whoever finds something in both writes it again where it is to stay.
 */
function bring(from: DocumentReplica, to: DocumentReplica, records: readonly Belonging[]): readonly RowPatch[] {
  const entries: StoredEntry[] = records.flatMap(([kind, { id }]) => from.storedOf(kind, id))
  if (entries.length === 0) return []
  const inBoth = idsOf(records).filter(([kind, id]) => to.storedOf(kind, id).length > 0)
  const { patches } = to.merge({ path: to.path, entries })
  return inBoth.length === 0 ? patches : [...patches, ...to.writeAgain(inBoth)]
}

function takeOut(document: DocumentReplica, records: readonly Belonging[]): readonly RowPatch[] {
  return records.length === 0 ? [] : document.takeOut(idsOf(records))
}

function idsOf(records: readonly Belonging[]): (readonly [KindName, string])[] {
  return records.map(([kind, { id }]) => [kind, id])
}

type Belonging = readonly [kind: KindName, row: AnyRow]
