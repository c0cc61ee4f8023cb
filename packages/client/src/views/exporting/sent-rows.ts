import type { SpaceId } from "@weft/model/base/ids"
import { PersistentMap } from "@weft/model/base/persistent-map"
import { KIND_NAMES, type KindName } from "@weft/model/schema/kinds"
import type { AnyRow } from "@weft/model/schema/record"
import type { Descriptions } from "@weft/model/exchange/plan-space/plan-file-out"
import { emptyTables, type Snapshot } from "@weft/model/schema/snapshot"

/** The rows of a space and of the people around it, as a worker is sent them. */
export interface SentRows {
  readonly space: SpaceId
  readonly rows: readonly (readonly [kind: KindName, rows: readonly AnyRow[]])[]
  readonly descriptions: Descriptions
}

/** What the plan of a space never says: texts of their own, and what was said and done. */
const UNSAID: ReadonlySet<KindName> = new Set([
  "comments",
  "messages",
  "transitions",
  "ticketEvents",
  "escalations",
  "outages",
  "requests",
  "receipts",
  "putAwayNotices",
  "contacts",
  "organisations",
  "importBases",
  "attachments",
])

export function sentRows(snapshot: Snapshot, descriptions: Descriptions): SentRows {
  const rows = KIND_NAMES.filter(kind => !UNSAID.has(kind)).map(
    kind => [kind, [...snapshot[kind].values()] as unknown as AnyRow[]] as const,
  )
  return { space: snapshot.space, rows, descriptions }
}

export function snapshotOf({ space, rows }: SentRows): Snapshot {
  const tables = rows.map(([kind, own]) => [
    kind,
    PersistentMap.empty<string, AnyRow>().withAll(new Map(own.map(row => [row.id, row]))),
  ])
  return { ...emptyTables(), ...(Object.fromEntries(tables) as Partial<Snapshot>), space }
}
