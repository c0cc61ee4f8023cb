import * as Y from "yjs"
import type { HistoryRow } from "./log-store.ts"

/** Returns rows that follow each other as one. They must not be none, and of one epoch. */
export function mergeRun(run: readonly HistoryRow[]): HistoryRow {
  const [first, last] = [run[0]!, run.at(-1)!]
  const updates = run.flatMap(row => (row.bytes.length === 0 ? [] : [row.bytes]))
  return {
    epoch: last.epoch,
    fromSeq: first.fromSeq,
    seq: last.seq,
    bytes: updates.length === 0 ? new Uint8Array() : Y.mergeUpdates(updates),
    author: run.every(row => row.author === last.author) ? last.author : "",
    at: last.at,
  }
}
