import type { Context } from "hono"

interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } }
}

/**
 * The address that a request came from. A proxy on this machine is believed
 * whom it names last; what anybody else claims of others is not looked at.
 */
export function clientAddress(context: Context): string {
  const address = (context.env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress ?? ""
  if (!isThisMachine(address)) return address
  const named = context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? ""
  return named === "" ? address : named.slice(0, 64)
}

function isThisMachine(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address)
}
