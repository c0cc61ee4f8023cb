import type { MiddlewareHandler } from "hono"

/**
 * Turns away WebSockets that a page of another site opens: browsers let any
 * page connect anywhere, and only the Origin header tells. Programs that are no
 * browser send none and pass.
 */
export const sameOriginSockets: MiddlewareHandler = async (context, next) => {
  const origin = context.req.header("origin")
  if (origin !== undefined && hostOf(origin) !== context.req.header("host")) return context.text("Another origin", 403)
  return next()
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
