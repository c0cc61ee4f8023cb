import { Hono } from "hono"
import { streamSSE } from "hono/streaming"
import type { LiveBoard } from "@weft/model/wire/live"
import type { LiveBoards, LiveSource } from "../portal/live-boards.ts"
import type { Timers } from "../ports.ts"

/** How many people may look through one link, and through all of them, at a time. */
const MOST_PER_LINK = 200
const MOST_VIEWERS = 2_000

/** How often a silent stream says that it is there, in milliseconds: proxies close what says nothing. */
const BEAT_MILLIS = 20_000

/** A link that stands, by the name that its streams go under. */
export interface StandingLink {
  readonly id: string
  readonly source: LiveSource
  /** In milliseconds since 1970. */
  readonly endsAt: number
}

/** The links as this door asks for them. */
export interface LiveLinks {
  /** The link of a secret, or null where it is none, has ended, or whoever made it may not show the space any more. */
  find(secret: string): StandingLink | null
  /** Whether a link still stands. */
  stands(link: StandingLink): boolean
  /** Notes that somebody opened a link. */
  opened(id: string): void
  /** Calls back in the same task when links may have been taken back. */
  watch(changed: () => void): () => void
}

export interface LiveDoorOptions {
  readonly links: LiveLinks
  readonly boards: LiveBoards
  readonly timers: Timers
  readonly now: () => number
}

/**
 * `GET /api/live` with `Authorization: Bearer <secret of the link>`: server-sent
 * events, `board` with a `LiveBoard` at first and with every change, `ended`
 * when there is nothing to see any more. The secret is in no address, so that
 * no log has it. Nothing of a document leaves by this door but the projection.
 */
export function liveDoor({ links, boards, timers, now }: LiveDoorOptions): Hono {
  const app = new Hono()
  const viewers = new Map<string, number>()
  const watched = new Map<string, StandingLink>()
  links.watch(() => {
    for (const link of watched.values()) if (!links.stands(link)) boards.end(link.id)
  })

  app.get("/api/live", context => {
    const secret = (context.req.header("authorization") ?? "").replace(/^Bearer /, "")
    const link = links.find(secret)
    if (link === null) return context.json({ reason: "ended", detail: "" }, 410)
    const here = viewers.get(link.id) ?? 0
    const all = [...viewers.values()].reduce((sum, count) => sum + count, 0)
    if (here >= MOST_PER_LINK || all >= MOST_VIEWERS)
      return context.json({ reason: "too-many-requests", detail: "viewers of this link" }, 429)
    viewers.set(link.id, here + 1)
    watched.set(link.id, link)
    links.opened(link.id)
    context.header("cache-control", "no-store")
    context.header("x-accel-buffering", "no")
    return streamSSE(context, async stream => {
      const ended = new Promise<void>(resolve => {
        let latest: LiveBoard | null = null
        let isWriting = false
        const finish = () => {
          stopWatching()
          cancelEnd()
          cancelBeat()
          resolve()
        }
        // Whoever reads slowly gets the latest board, not every one.
        const write = async () => {
          if (isWriting) return
          isWriting = true
          while (latest !== null) {
            const data = JSON.stringify(latest)
            latest = null
            await stream.writeSSE({ event: "board", data })
          }
          isWriting = false
        }
        const end = () => void stream.writeSSE({ event: "ended", data: "" }).finally(finish)
        const stopWatching = boards.watch(link.id, link.source, {
          show: board => {
            latest = board
            void write()
          },
          ended: end,
        })
        let cancelBeat = () => {}
        const beat = () => {
          void stream.write(": here\n\n")
          cancelBeat = timers.after(BEAT_MILLIS, beat)
        }
        cancelBeat = timers.after(BEAT_MILLIS, beat)
        const cancelEnd = timers.after(Math.min(link.endsAt - now(), LONGEST_TIMER_MILLIS), end)
        stream.onAbort(finish)
      })
      await ended
      const left = (viewers.get(link.id) ?? 1) - 1
      if (left > 0) viewers.set(link.id, left)
      else {
        viewers.delete(link.id)
        watched.delete(link.id)
      }
    })
  })
  return app
}

/** What a timer can hold. A page that is open for weeks asks again. */
const LONGEST_TIMER_MILLIS = 2 ** 31 - 1
