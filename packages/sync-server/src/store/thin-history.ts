import { assert } from "@weft/model/base/assert"
import { Unsound, type LogReader } from "./log-reader.ts"
import type { LogWriter } from "./log-writer.ts"
import { mergeRun } from "./merge-run.ts"
import { runsToMerge } from "./thinning.ts"

/**
 * Merges what history is old enough, one run of rows in one transaction each,
 * so that nobody's commit waits long for it. Returns how many rows went. A
 * document of which a row does not verify is left as it is.
 */
export function thinHistory(reader: LogReader, writer: LogWriter, now: number): number {
  return reader.documents("").reduce((gone, document) => gone + thinDocument(document, reader, writer, now), 0)
}

function thinDocument(document: string, reader: LogReader, writer: LogWriter, now: number): number {
  let gone = 0
  try {
    for (const run of runsToMerge(reader.thinnedRows(document), now)) {
      const rows = reader.readHistory(document, run[0]!.seq - 1, run.length)
      assert(rows.at(-1)?.seq === run.at(-1)!.seq, "history lies in sequence")
      writer.replaceHistory(document, mergeRun(rows))
      gone += run.length - 1
    }
  } catch (error) {
    if (!(error instanceof Unsound)) throw error
  }
  return gone
}
