import type { LogRow } from "@weft/model/replica/history/fold-log"
import type { DocumentPath } from "@weft/model/schema/change"
import { logAddress } from "./history-messages.ts"

/** How many rows the relay gives at once; fewer are the last. */
const ROWS_AT_ONCE = 1_000

/** Asks the relay, as `fetch` does. */
export type AskLog = (address: string) => Promise<Response>

export interface ReadLogOptions {
  readonly workspace: string
  readonly path: DocumentPath
  readonly ask: AskLog
  readonly take: (row: LogRow) => void
  /** Called after each page; whatever it returns is waited for. */
  readonly paused: () => Promise<void>
  readonly isStopped: () => boolean
}

/** Reads the log of a document from its beginning, page by page. A document that the relay does not have has no rows. */
export async function readLog(options: ReadLogOptions): Promise<"whole" | "stopped" | "no-answer" | "forbidden"> {
  const { workspace, path, ask, take, paused, isStopped } = options
  for (let after = 0; ;) {
    if (isStopped()) return "stopped"
    let text: string
    try {
      const response = await ask(logAddress(workspace, path, after))
      if (response.status === 401 || response.status === 404) return "forbidden"
      if (!response.ok) return "no-answer"
      text = await response.text()
    } catch {
      return "no-answer"
    }
    const rows = text
      .split("\n")
      .filter(line => line !== "")
      .flatMap(readRow)
    for (const row of rows) take(row)
    if (rows.length < ROWS_AT_ONCE) return "whole"
    after = rows.at(-1)!.seq
    await paused()
  }
}

/** One line of the answer; what does not fit is no row. */
function readRow(line: string): readonly LogRow[] {
  let said: unknown
  try {
    said = JSON.parse(line)
  } catch {
    // The answer broke off within a line.
    return []
  }
  if (typeof said !== "object" || said === null) return []
  const { epoch, from, seq, at, author, update } = said as Record<string, unknown>
  const numbers = [epoch, from, seq, at]
  if (!numbers.every(number => typeof number === "number") || typeof author !== "string") return []
  const [inEpoch, first, last, when] = numbers as [number, number, number, number]
  const bytes = typeof update === "string" ? bytesOf(update) : null
  return [{ epoch: inEpoch, from: first, seq: last, at: when, author, update: bytes }]
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), letter => letter.codePointAt(0)!)
  } catch {
    return null
  }
}
