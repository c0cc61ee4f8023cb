import type { ServiceTerms } from "@weft/model/service/policy"
import type { ReplayProgress } from "@weft/model/service/replay"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import type { PastTicket, ReplayReply, ReplayRequest } from "./replay-worker.ts"

export interface ReplayQuestion {
  readonly before: ServiceTerms
  readonly after: ServiceTerms
  readonly tickets: ReadonlyMap<string, readonly TicketEvent[]>
  /** The present, in milliseconds since 1970. */
  readonly now: number
}

export interface ReplayListener {
  readonly onProgress: (progress: ReplayProgress) => void
  readonly onDone: () => void
  readonly onFailed: () => void
}

/** Tickets that are handed over at once: more would be felt on the page, fewer take longer altogether. */
const PART = 400

/** Replays beside the page; answers how to call it off. */
export function runReplay(question: ReplayQuestion, listener: ReplayListener): () => void {
  const worker = new Worker(new URL("./replay-worker.ts", import.meta.url), { type: "module" })
  let isOver = false
  const end = () => {
    isOver = true
    worker.terminate()
  }
  const fail = () => {
    end()
    listener.onFailed()
  }
  worker.addEventListener("message", ({ data }: MessageEvent<ReplayReply>) => {
    if (isOver) return
    if (data.tell === "progress") return listener.onProgress(data.progress)
    end()
    if (data.tell === "done") listener.onDone()
    else listener.onFailed()
  })
  worker.addEventListener("error", fail)
  const ask = (request: ReplayRequest) => worker.postMessage(request, [])
  const begin = async () => {
    try {
      await handOver(
        question.tickets,
        () => isOver,
        tickets => ask({ ask: "add", tickets }),
      )
      const { before, after, now } = question
      if (!isOver) ask({ ask: "replay", before, after, now })
    } catch {
      fail()
    }
  }
  void begin()
  return end
}

async function handOver(
  tickets: ReplayQuestion["tickets"],
  isOver: () => boolean,
  give: (part: readonly PastTicket[]) => void,
): Promise<void> {
  let part: PastTicket[] = []
  for (const ticket of tickets) {
    part.push(ticket)
    if (part.length < PART) continue
    if (isOver()) return
    give(part)
    part = []
    await new Promise(resolve => setTimeout(resolve))
  }
  give(part)
}
