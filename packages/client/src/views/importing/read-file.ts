import { refuse } from "@weft/model/base/result"
import type { FileReading } from "@weft/model/exchange/board/read-board-file"
import type { TableMapping } from "@weft/model/exchange/table/mapping"
import type { Instant } from "@weft/model/time/instant"
import type { ImportAnswer, ImportQuestion, ReadingProgress } from "./import-worker.ts"

/** A file that is read beside the page, until it is closed. */
export interface OpenFile {
  readonly read: (isNoPlan?: boolean) => Promise<ImportAnswer>
  /** The board that a table is under a mapping; only of a file that turned out to be one. */
  readonly map: (mapping: TableMapping) => Promise<ImportAnswer>
  /** Ends whatever is under way; then nothing answers. */
  readonly close: () => void
}

export function openFile(
  file: File,
  reading: Omit<FileReading, "name">,
  usual: Pick<TableMapping, "order" | "decimal">,
  today: Instant,
  onProgress: (share: number) => void,
): OpenFile {
  const worker = new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module" })
  const ask = (question: ImportQuestion, transfer: Transferable[]) =>
    new Promise<ImportAnswer>(resolve => {
      const answered = new AbortController()
      const answer = (given: ImportAnswer) => {
        answered.abort()
        resolve(given)
      }
      const listening = { signal: answered.signal }
      worker.addEventListener(
        "message",
        (event: MessageEvent<ImportAnswer | ReadingProgress>) => {
          if ("share" in event.data) onProgress(event.data.share)
          else answer(event.data)
        },
        listening,
      )
      worker.addEventListener("error", () => answer(refuse("not-readable")), listening)
      worker.postMessage(question, transfer)
    })
  return {
    read: async (isNoPlan = false) => {
      try {
        const bytes = await file.arrayBuffer()
        return await ask({ ask: "read", bytes, reading: { ...reading, name: file.name }, usual, isNoPlan, today }, [
          bytes,
        ])
      } catch {
        return refuse("not-readable")
      }
    },
    map: mapping => ask({ ask: "map", mapping }, []),
    close: () => worker.terminate(),
  }
}
