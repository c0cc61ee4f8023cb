import { Hono } from "hono"
import { stream } from "hono/streaming"
import { parseDocumentName } from "@weft/model/wire/document-name"
import type { Access } from "../access/access.ts"
import type { LogStore } from "../store/log-store.ts"

/** How many rows one answer has at most. Whoever wants more asks on from the last sequence. */
const MOST_ROWS = 1_000

export interface HistoryDoorOptions {
  readonly store: Pick<LogStore, "readHistory">
  readonly access: Access
}

/**
 * `GET /api/history/<document>?after=<seq>`: what was written to a document,
 * oldest first, for whoever may read it. One line of JSON a row:
 *
 *     {"epoch":1,"from":8,"seq":9,"at":…,"author":"…","update":"base64 of one Yjs update"}
 *
 * A row that has been thinned covers `from` to `seq`; one that has been erased
 * has no update. Who turns this into "who changed which field when" is the
 * reader: the relay does not know what the bytes mean.
 */
export function historyDoor({ store, access }: HistoryDoorOptions): Hono {
  const app = new Hono()
  app.get("/api/history/*", async context => {
    const identity = await access.identifyRequest(context.req.raw)
    if (identity === null) return context.json({ reason: "signed-out", detail: "" }, 401)
    const document = context.req.path.slice("/api/history/".length)
    const address = parseDocumentName(document)
    if (address === null || access.rightTo(identity, address) === "none")
      return context.json({ reason: "not-found", detail: "" }, 404)
    const after = Number(context.req.query("after") ?? "0")
    if (!Number.isSafeInteger(after) || after < 0)
      return context.json({ reason: "bad-request", detail: "after: a sequence from 0 on" }, 400)
    const rows = await store.readHistory(document, after, MOST_ROWS)
    context.header("content-type", "application/jsonl; charset=utf-8")
    context.header("cache-control", "no-store")
    return stream(context, async body => {
      for (const { epoch, fromSeq: from, seq, at, author, bytes } of rows) {
        // Rights may be taken back while a long answer is under way.
        if (access.rightTo(identity, address) === "none" || !access.holds(identity)) return
        const update = bytes.length === 0 ? null : Buffer.from(bytes).toString("base64")
        await body.write(`${JSON.stringify({ epoch, from, seq, at, author, update })}\n`)
      }
    })
  })
  return app
}
