import type { MiddlewareHandler } from "hono"
import { routePath } from "hono/route"
import type { Clock } from "../ports.ts"

/** One request that was answered. Nothing in it names a person, and nothing is a secret. */
export interface AnsweredRequest {
  readonly requestId: string
  readonly method: string
  /** The address as the relay knows it, `/api/invitations/:secret`: what stood in the places is left out. */
  readonly route: string
  readonly status: number
  readonly millis: number
}

/** Tells of each request that was answered, under the id that the answer carries. */
export function requestLog(clock: Clock, answered: (request: AnsweredRequest) => void): MiddlewareHandler {
  return async (context, next) => {
    const startedAt = clock.now()
    await next()
    answered({
      requestId: String(context.get("requestId") ?? ""),
      method: context.req.method,
      route: routePath(context, -1),
      status: context.res.status,
      millis: clock.now() - startedAt,
    })
  }
}
