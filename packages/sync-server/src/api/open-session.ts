import { Hono } from "hono"
import type { SessionState } from "@weft/model/wire/api"

/** What a page is told where there are no accounts. */
export function openSessionDoor(): Hono {
  const open: SessionState = { access: "open" }
  return new Hono().get("/api/session", context => context.json(open))
}
