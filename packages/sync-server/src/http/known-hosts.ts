import type { MiddlewareHandler } from "hono"

/** The names of this machine to itself. */
export const LOOPBACK_HOSTS: readonly string[] = ["localhost", "127.0.0.1", "[::1]"]

/**
 * Turns away requests for other hosts than the named ones. A page of another
 * site can have its own name lead to this machine; its Origin is then the same
 * as the Host, and the name is all that gives it away.
 */
export function knownHosts(hosts: readonly string[]): MiddlewareHandler {
  const known = new Set(hosts)
  return async (context, next) => {
    const host = (context.req.header("host") ?? "").replace(/:\d+$/, "").toLowerCase()
    return known.has(host) ? next() : context.text("Not a name of this relay. WEFT_HOSTS lists its names.\n", 421)
  }
}
