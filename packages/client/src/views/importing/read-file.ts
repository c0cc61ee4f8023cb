import { refuse, type Refusal } from "@weft/model/base/result"
import type { TrelloBoard } from "@weft/model/exchange/trello/board"

/** Reads a Trello export beside the page. `signal` ends it; then nothing answers. */
export async function readTrelloFile(file: File, signal: AbortSignal): Promise<TrelloBoard | Refusal> {
  let bytes: ArrayBuffer
  try {
    bytes = await file.arrayBuffer()
  } catch {
    return refuse("not-readable")
  }
  const worker = new Worker(new URL("./trello-worker.ts", import.meta.url), { type: "module" })
  const end = () => worker.terminate()
  signal.addEventListener("abort", end)
  try {
    return await new Promise<TrelloBoard | Refusal>(resolve => {
      worker.addEventListener("message", (event: MessageEvent<TrelloBoard | Refusal>) => resolve(event.data))
      worker.addEventListener("error", () => resolve(refuse("not-readable")))
      worker.postMessage(bytes, [bytes])
    })
  } finally {
    signal.removeEventListener("abort", end)
    end()
  }
}
