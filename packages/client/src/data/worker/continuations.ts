import { computedClientId } from "@weft/model/base/ids"

/*
 * What stands in a text is copied to where its item moves, under the ids of those who wrote it. To the relay a replica
 * belongs to whoever wrote as it first in a document (STORE-2), which for a copy is whoever came first with one. Others may
 * know more of what was written, and may not go on as that replica: what the document lacks goes under an id that follows
 * from the replica and from where its copy ends. Whoever else brings the same brings it under the same id, so that it is
 * there once, and anybody can tell from the ids what a document holds.
 */

/** A replica's clocks from one up to another, as they lie in a document. */
export interface Run {
  /** The id under which they lie there, from its clock 0 on. */
  readonly client: number
  readonly from: number
  readonly end: number
}

/** The id under which what a replica wrote from a clock on is brought where its copy ends there. */
export function continuationOf(client: number, from: number): number {
  return computedClientId("continued", String(client), String(from))
}

/** Where what a replica wrote lies in a document with these clocks, in order and without a gap. */
export function runsOf(client: number, clocks: ReadonlyMap<number, number>): Run[] {
  const runs: Run[] = []
  let [id, from] = [client, 0]
  for (let length = clocks.get(id) ?? 0; length > 0; length = clocks.get(id) ?? 0) {
    runs.push({ client: id, from, end: from + length })
    from += length
    id = continuationOf(client, from)
  }
  return runs
}

/** Up to where a document with these clocks holds what a replica wrote, under whichever ids. */
export function endOf(client: number, clocks: ReadonlyMap<number, number>): number {
  return runsOf(client, clocks).at(-1)?.end ?? 0
}

/** Who wrote what lies under the ids of documents, and from which of their clocks on, where that is not the id's own. */
export function originsIn(
  documents: readonly ReadonlyMap<number, number>[],
): ReadonlyMap<number, { readonly client: number; readonly from: number }> {
  const origins = new Map<number, { readonly client: number; readonly from: number }>()
  for (const clocks of documents)
    for (const client of clocks.keys())
      for (const run of runsOf(client, clocks).slice(1)) origins.set(run.client, { client, from: run.from })
  return origins
}

/**
 * Whether somebody has brought on the one side what the other holds under the id of who wrote it: put together, it would be
 * there twice.
 */
export function areForked(ours: ReadonlyMap<number, number>, theirs: ReadonlyMap<number, number>): boolean {
  for (const [client, end] of theirs)
    if ((ours.get(client) ?? 0) > end && theirs.has(continuationOf(client, end))) return true
  return false
}
