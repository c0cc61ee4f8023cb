import type { DeskAnswers, DeskNews, DeskQuestion, DeskReply, DeskRequest } from "./report-messages.ts"

/** How a question is asked that may take a while. */
export interface Asking {
  readonly onProgress?: (done: number, total: number) => void
  /** Once it is aborted the desk goes on to other things, and answers that there is nothing. */
  readonly signal?: AbortSignal
}

/** The desk that reads tickets, beside the page. */
export interface OpenDesk {
  readonly tell: (news: DeskNews) => void
  /** Rejects where the desk failed. */
  readonly ask: <Q extends DeskQuestion>(question: Q, asking?: Asking) => Promise<DeskAnswers[Q["ask"]]>
  readonly close: () => void
}

interface Waiting {
  readonly resolve: (answer: never) => void
  readonly reject: (fault: Error) => void
  readonly onProgress: (done: number, total: number) => void
}

/** Starts a desk of its own, in a worker; it knows nothing until it is told. */
export function openDesk(): OpenDesk {
  const worker = new Worker(new URL("./report-worker.ts", import.meta.url), { type: "module", name: "weft-report" })
  const waiting = new Map<number, Waiting>()
  let requests = 0
  const post = (request: DeskRequest) => worker.postMessage(request, [])
  worker.addEventListener("message", ({ data }: MessageEvent<DeskReply>) => {
    const waits = waiting.get(data.request)
    if (waits === undefined) return
    if (data.reply === "progress") return waits.onProgress(data.done, data.total)
    waiting.delete(data.request)
    if (data.reply === "answer") waits.resolve(data.answer as never)
    else waits.reject(new Error("the desk failed"))
  })
  worker.addEventListener("error", () => {
    for (const { reject } of waiting.values()) reject(new Error("the desk failed"))
    waiting.clear()
  })
  return {
    tell: post,
    ask: (question, { onProgress = () => undefined, signal } = {}) =>
      new Promise((resolve, reject) => {
        const request = (requests += 1)
        waiting.set(request, { resolve, reject, onProgress })
        signal?.addEventListener("abort", () => post({ tell: "stop", request }), { once: true })
        post({ ...question, request })
      }),
    close: () => worker.terminate(),
  }
}
