import { Hono } from "hono"

/** Tells every page that the relay's own time was given to it, so that pages may be given one by their address too. */
export function givenClock(): Hono {
  return new Hono().use("*", async (context, next) => {
    await next()
    context.header("set-cookie", "weft-clock=given; Path=/; SameSite=Strict", { append: true })
  })
}
