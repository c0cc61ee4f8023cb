import type { ErrorHandler, MiddlewareHandler } from "hono"
import { bodyLimit } from "hono/body-limit"
import { HTTPException } from "hono/http-exception"
import type { Clock, Report } from "../ports.ts"
import { isDiskUnwilling } from "../store/sqlite-errors.ts"
import type { ClientAddress } from "./client-address.ts"
import { networkOf, RateLimit } from "./rate-limit.ts"
import { refusal } from "./refusal.ts"

/** How often one address may ask: a company behind one address opens Weft at nine. */
const REQUESTS = { burst: 600, everyMillis: 20 }

/** The largest body of a request that holds no file, in bytes. */
const MAX_BODY_BYTES = 64 * 1024

/** Answers with its id whatever asks, so that a line in the log and what somebody saw can be brought together. */
export function requestIds(createName: () => string): MiddlewareHandler {
  return async (context, next) => {
    const id = createName()
    context.set("requestId", id)
    await next()
    context.header("x-request-id", id)
  }
}

/** Turns away an address that asks too often. */
export function requestRate(clock: Clock, addressOf: ClientAddress): MiddlewareHandler {
  const limit = new RateLimit(clock, REQUESTS)
  return async (context, next) => {
    const wait = limit.take(networkOf(addressOf(context)))
    return wait === 0 ? next() : tooMany(wait)
  }
}

/** The refusal of somebody who asks too often. */
export function tooMany(waitMillis: number): Response {
  return refusal("too-many-requests", "", { "retry-after": String(Math.ceil(waitMillis / 1000)) })
}

/** Turns away bodies that no request has. */
export const smallBodies: MiddlewareHandler = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => refusal("too-large", `a body has at most ${MAX_BODY_BYTES} bytes`),
})

/** What is said to one person is for nobody's cache. */
export const neverStored: MiddlewareHandler = async (context, next) => {
  await next()
  if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store")
}

/** Reports what went wrong, and says only under which id. */
export function faults(report: Report): ErrorHandler {
  return (error, context) => {
    if (error instanceof HTTPException) return error.getResponse()
    if (isDiskUnwilling(error)) return refusal("read-only", "the relay cannot write at the moment")
    const id = String(context.get("requestId") ?? "")
    report(`Request ${id} could not be answered: ${error.stack ?? String(error)}`)
    return refusal("fault", id)
  }
}
