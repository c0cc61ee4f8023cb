import { PolicyBook } from "@weft/model/service/policy-book"
import { replay, type ReplayProgress } from "@weft/model/service/replay"
import type { ServiceTerms } from "@weft/model/service/policy"
import type { TicketEvent } from "@weft/model/service/ticket-event"

/** A ticket with what happened to it. */
export type PastTicket = readonly [ticket: string, events: readonly TicketEvent[]]

/** Tickets come in parts, so that the page that reads them stays free; the last part begins the replay. */
export type ReplayRequest =
  | { readonly ask: "add"; readonly tickets: readonly PastTicket[] }
  | { readonly ask: "replay"; readonly before: ServiceTerms; readonly after: ServiceTerms; readonly now: number }

export type ReplayReply =
  | { readonly tell: "progress"; readonly progress: ReplayProgress }
  | { readonly tell: "done" }
  | { readonly tell: "failed" }

const tickets = new Map<string, readonly TicketEvent[]>()

/** Replays terms beside the page. Whoever wants no more of it ends the worker. */
self.addEventListener("message", ({ data }: MessageEvent<ReplayRequest>) => {
  if (data.ask === "add") for (const [ticket, events] of data.tickets) tickets.set(ticket, events)
  else run(data)
})

function run({ before, after, now }: Extract<ReplayRequest, { ask: "replay" }>): void {
  const tell = (reply: ReplayReply) => self.postMessage(reply, { transfer: [] })
  try {
    for (const progress of replay(new PolicyBook(before), new PolicyBook(after), tickets, now))
      tell({ tell: "progress", progress })
    tell({ tell: "done" })
  } catch {
    tell({ tell: "failed" })
  }
}
