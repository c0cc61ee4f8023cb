import type { Context } from "hono"

/** Finds the address that a request came from; empty where nobody can say. */
export type ClientAddress = (context: Context) => string

/** The longest address that is taken from a header. */
const MAX_ADDRESS = 64

interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } }
}

/**
 * The address of the connection, or behind a proxy the one that the proxy
 * added: the last in `X-Forwarded-For`. What stands before it is a claim of
 * whoever asks.
 */
export function clientAddress(isBehindProxy: boolean): ClientAddress {
  return context => {
    const named = isBehindProxy ? context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() : undefined
    if (named !== undefined && named !== "") return named.slice(0, MAX_ADDRESS)
    return (context.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress ?? ""
  }
}
