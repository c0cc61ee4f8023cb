import type { DatabaseSync } from "node:sqlite"
import * as Y from "yjs"
import { continuationOf } from "../../../packages/client/src/data/worker/continuations.ts"
import { recordOf, seedKey } from "@weft/model/replica/entry"
import { isProseKind, parseDocumentName } from "@weft/model/wire/document-name"
import { readRecovered } from "./recovered.ts"
import type { Verdict } from "./verdict.ts"

/** What goes with an item to the archive and back: it is taken out of one document and is in another. */
const BELONGINGS = ["checklists", "checks", "transitions"] as const

/**
 * O6: what was ever made for an item is somewhere still, in a space or in an archive. Nothing takes a record out for good,
 * so whatever the relay was ever told of and is in no document has been lost on its way. The disk must be sound.
 */
export function checkBelongings(database: DatabaseSync, verdict: Verdict): void {
  const standing = new Set<string>()
  for (const [name, recovered] of readRecovered(database))
    if (isPlace(name) && recovered.state === "sound") for (const made of madeIn(recovered.updates)) standing.add(made)
  const rows = database
    .prepare(
      `SELECT name, bytes FROM document JOIN (SELECT document, bytes FROM log_archive UNION ALL SELECT document, bytes FROM log)
       ON document = id`,
    )
    .all() as { name: string; bytes: Uint8Array }[]
  for (const { name, bytes } of rows)
    for (const made of isPlace(name) ? writtenIn(bytes) : [])
      if (!standing.has(made)) return verdict.fail("O6", `${made} was in ${name}, and is nowhere any more`)
}

/**
 * O6: what somebody wrote in a text that came to another space is there once. Whoever brings more of it than others have
 * brought goes on where their copy ends; were it to begin within that, the same would stand there twice.
 */
export function checkCopies(database: DatabaseSync, verdict: Verdict): void {
  for (const [name, recovered] of readRecovered(database)) {
    const kind = parseDocumentName(name)?.kind
    if (kind === undefined || !isProseKind(kind) || recovered.state !== "sound") continue
    const clocks = clocksOf(recovered.updates)
    for (const [client, end] of clocks)
      for (let from = 1; from < end; from++)
        if (clocks.has(continuationOf(client, from)))
          return verdict.fail("O6", `${name}: what ${client} wrote from ${from} on is there twice`)
  }
}

function clocksOf(updates: readonly Uint8Array[]): Map<number, number> {
  const doc = new Y.Doc()
  try {
    for (const bytes of updates) if (bytes.length > 0) Y.applyUpdate(doc, bytes)
    return Y.decodeStateVector(Y.encodeStateVector(doc))
  } finally {
    doc.destroy()
  }
}

function isPlace(name: string): boolean {
  const kind = parseDocumentName(name)?.kind
  return kind === "space" || kind === "archive"
}

/** The records that are there once updates are put together. */
function madeIn(updates: readonly Uint8Array[]): string[] {
  const doc = new Y.Doc()
  try {
    for (const bytes of updates) if (bytes.length > 0) Y.applyUpdate(doc, bytes)
    return BELONGINGS.flatMap(kind =>
      [...doc.getMap(kind).keys()].filter(isSeed).map(key => `${kind} ${recordOf(key)}`),
    )
  } finally {
    doc.destroy()
  }
}

/** The records that an update makes. One that writes a seed again does not name it, but whoever made it did. */
function writtenIn(bytes: Uint8Array): string[] {
  if (bytes.length === 0) return []
  return Y.decodeUpdate(bytes).structs.flatMap(struct => {
    if (!(struct instanceof Y.Item) || struct.parentSub === null || !isSeed(struct.parentSub)) return []
    const kind = BELONGINGS.find(belonging => belonging === (struct.parent as unknown))
    return kind === undefined ? [] : [`${kind} ${recordOf(struct.parentSub)}`]
  })
}

function isSeed(key: string): boolean {
  return key === recordOf(key) || key.startsWith(seedKey(recordOf(key), ""))
}
