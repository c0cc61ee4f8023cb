import type { MiddlewareHandler } from "hono"
import { refusal } from "./refusal.ts"

/** What changes nothing. */
const READING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"])

/**
 * Turns away changes that a page of another site asks for. A browser says in
 * Origin where a change comes from; one that says nothing may send no cookie
 * along. Programs send neither. `origin` is the one that people see, or null
 * where each request's own host is good.
 */
export function ownOrigin(origin: string | null): MiddlewareHandler {
  return async (context, next) => {
    if (READING.has(context.req.method)) return next()
    const { req } = context
    const from = req.header("origin")
    const site = req.header("sec-fetch-site")
    const isOwn =
      from === undefined
        ? site === "same-origin" || (site === undefined && req.header("cookie") === undefined)
        : origin === null
          ? hostOf(from) === req.header("host")
          : from === origin
    return isOwn ? next() : refusal("forbidden", "a change has to come from the relay's own origin")
  }
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
