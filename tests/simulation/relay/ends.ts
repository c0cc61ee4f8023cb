import type { SpaceId } from "@weft/model/base/ids"
import { WorkspaceReplica } from "@weft/model/replica/workspace-replica"
import type { DocumentPath } from "@weft/model/schema/change"
import { kindsOf } from "@weft/model/schema/kinds"
import type { AnyRow } from "@weft/model/schema/record"
import { sameValue } from "@weft/model/schema/row"
import type { Table } from "@weft/model/schema/snapshot"
import type { Relay } from "@weft/sync-server/relay"
import type { DocumentKind } from "@weft/model/wire/document-name"
import { expectSoundBoards, expectSoundTree, expectTotalRanks, expectWholeRows } from "../checks.ts"
import { checkBelongings, checkCopies } from "./belongings.ts"
import type { Device } from "./device.ts"
import { isSafe, WORKSPACE, type Ledger } from "./ledger.ts"
import { contentsTogether } from "./contents.ts"
import { readOne, readRecovered, type Recovered } from "./recovered.ts"
import type { RelayDisk } from "./relay-disk.ts"
import type { Verdict } from "./verdict.ts"

/** The log after the snapshot may be so long when nobody uses a document: so many rows are not worth a new one. */
const MOST_ROWS = 200

/** What is to become one. */
export interface Converging {
  readonly devices: readonly Device[]
  readonly watched: readonly DocumentPath[]
  readonly ledger: Ledger
  readonly disk: RelayDisk
  readonly verdict: Verdict
  /** Whether a device may read a document at this moment. */
  readonly mayRead: (device: number, path: DocumentPath) => boolean
}

/** Why not everybody has everything; null if they have. */
export function isConverged({ devices, watched, ledger, disk, mayRead }: Converging): string | null {
  for (const { index, tabs } of devices) {
    if (tabs.length === 0) return `device ${index} does not run`
    for (const tab of tabs) {
      if (!tab.isShown(path => mayRead(index, path))) return `device ${index} shows nothing`
      if (tab.sync === null || tab.sync.relay.state !== "online" || tab.sync.storage !== "saved")
        return `device ${index} says ${JSON.stringify(tab.sync)}`
    }
  }
  const damaged = ledger.damaged()
  for (const device of devices) {
    const { index, tabs } = device
    // What waits for a document that does not verify waits on, and says so.
    if (damaged.size === 0)
      for (const { sync } of tabs) if (!isSafe(sync!)) return `device ${index} says ${JSON.stringify(sync)}`
    const unsafe = ledger.unsafe(index)
    if (unsafe !== null) return `device ${index}: the relay lacks ${unsafe}`
    for (const path of watched) {
      if (!mayRead(index, path)) continue
      const difference = damaged.has(`${WORKSPACE}/${path}`) ? null : ledger.differenceOf(index, path)
      if (difference !== null && !isSameState(device.disk.updatesOf(path), readOne(disk.raw, `${WORKSPACE}/${path}`)))
        return `device ${index}: ${difference}`
    }
  }
  return null
}

/**
 * Whether what a device has stored and what the relay has come to the same: of two who wrote one key at a time only one
 * stands, and not everybody has to have been told that the other is deleted.
 */
function isSameState(stored: readonly Uint8Array[], recovered: Recovered): boolean {
  if (recovered.state === "quarantined") return false
  const [own, theirs] = [contentsTogether(stored), contentsTogether(recovered.updates)]
  return own.coverage.lacks(theirs.contents) === null && theirs.coverage.lacks(own.contents) === null
}

/** O1 and O6: everybody sees the same, which is what the log says, and it is sound. */
export function checkConverged(
  { devices, watched, ledger, disk, verdict, mayRead }: Converging,
  spaces: readonly SpaceId[],
): void {
  const recovered = readRecovered(disk.raw)
  const reader = new WorkspaceReplica({ now: () => 0, random: () => 0.5, clientId: 1 })
  const sound = watched.filter(path => {
    const document = recovered.get(`${WORKSPACE}/${path}`)
    if (document?.state === "sound") reader.open(path, document.updates)
    return document?.state !== "quarantined"
  })
  for (const path of sound) {
    for (const kind of kindsOf(path.split("/")[0] as DocumentKind)) {
      const rows = reader.open(path).rows(kind) as unknown as Table<AnyRow>
      for (const { index, tabs } of devices)
        for (const tab of mayRead(index, path) ? tabs : []) {
          const difference = differenceOf(tab.tables(path)[kind] as unknown as Table<AnyRow>, rows)
          if (difference !== null) verdict.fail("O1", `device ${index} ${path} ${kind}: ${difference}`)
        }
    }
  }
  if (!disk.wasFlipped) {
    checkBelongings(disk.raw, verdict)
    // Where nobody asks who somebody is, all are one person, who may go on as any replica: of those who bring parts of a text
    // in one moment, each that the others do not know of, nobody is told to begin anew.
    if (ledger.access !== null) checkCopies(disk.raw, verdict)
  }
  if (sound.length === watched.length) for (const space of spaces) checkSound(reader, space, verdict)
}

function checkSound(reader: WorkspaceReplica, space: SpaceId, verdict: Verdict): void {
  const snapshot = reader.snapshot(space)
  try {
    expectSoundTree(snapshot)
    expectTotalRanks(snapshot)
    expectWholeRows(snapshot)
    expectSoundBoards(snapshot)
  } catch (error) {
    verdict.fail("O6", error instanceof Error ? error.message : String(error))
  }
  checkGreatestWins(reader, space, verdict)
}

/** O6: of the entries of a cell that stand side by side, the one with the greatest stamp is read. */
function checkGreatestWins(reader: WorkspaceReplica, space: SpaceId, verdict: Verdict): void {
  const document = reader.open(`space/${space}`)
  for (const [id, row] of document.rows("items")) {
    const cells = document.entriesOf("items", id).filter(entry => entry.entry === "cell" && entry.field === "title")
    const greatest = cells.reduce<(typeof cells)[number] | null>(
      (best, cell) =>
        best === null || cell.stamp > best.stamp || (cell.stamp === best.stamp && cell.replica > best.replica)
          ? cell
          : best,
      null,
    )
    if (greatest?.entry === "cell" && row["title"] !== greatest.value)
      verdict.fail("O6", `${id}: ${String(row["title"])} is read, and ${String(greatest.value)} is later`)
    if (cells.length > 1) verdict.met("values side by side")
  }
}

function differenceOf(shown: Table<AnyRow>, rows: Table<AnyRow>): string | null {
  if (shown.size !== rows.size) return `${shown.size} rows are shown, and there are ${rows.size}`
  for (const [id, row] of rows) {
    const own = shown.get(id)
    if (own === undefined) return `${id} is not shown`
    if (own !== row && !sameValue(own, row))
      return `${id} is shown as ${JSON.stringify(own)}, and it is ${JSON.stringify(row)}`
  }
  return null
}

/** O8: nothing is left in memory of those who have gone, and no document's log is long. */
export function checkBounded(relay: Relay | null, disk: RelayDisk, verdict: Verdict): void {
  if (relay === null) return verdict.fail("O8", "the relay is not there")
  const { documents, sockets, waitingUpdates } = relay.readings
  if (documents() + sockets() + waitingUpdates() > 0)
    verdict.fail("O8", `${documents()} documents, ${sockets()} sockets and ${waitingUpdates()} updates are left`)
  for (const [name, recovered] of readRecovered(disk.raw) as Iterable<[string, Recovered]>) {
    if (recovered.state === "sound" && recovered.rows.size > MOST_ROWS)
      verdict.fail("O8", `${name}: ${recovered.rows.size} rows are left after the snapshot`)
    if (recovered.state === "sound" && recovered.rows.size < recovered.lastSeq) verdict.met("compacted")
  }
}
