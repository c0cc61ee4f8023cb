import type { Context } from "hono"
import { isDenial, type Denial } from "../access/denial.ts"
import type { Accounts } from "../access/accounts.ts"
import type { Identity } from "../access/access.ts"
import { jsonBody } from "../http/json-body.ts"
import { refusal } from "../http/refusal.ts"
import { isDiskUnwilling } from "../store/sqlite-errors.ts"
import { isUnfit, readShape, type Shape } from "./body-shape.ts"

/** What a request is answered with: a refusal, a value as JSON, or that it was done, which says nothing more. */
export type Outcome = Denial | Response | object | null

export type AskWho = Pick<Accounts, "identifyRequest">

/** Answers somebody who is known, by their session or by a token. */
export function known(who: AskWho, answer: (context: Context, identity: Identity) => Outcome | Promise<Outcome>) {
  return async (context: Context): Promise<Response> => {
    const identity = await who.identifyRequest(context.req.raw)
    return identity === null ? refusal("signed-out") : respond(() => answer(context, identity))
  }
}

/** Answers a person. A token is for documents: it neither changes who may do what nor reads of it. */
export function asPerson(who: AskWho, answer: (context: Context, person: string) => Outcome | Promise<Outcome>) {
  return known(who, (context, { person, scope }) =>
    scope === null ? answer(context, person) : refusal("forbidden", "a token is for documents"),
  )
}

/** Hands the body on as it was asked for, or says what is wrong with it. */
export async function withBody<T>(context: Context, shape: Shape<T>, go: (body: T) => Outcome): Promise<Outcome> {
  const body = readShape(shape, await jsonBody(context.req.raw))
  return isUnfit(body) ? refusal("bad-request", body.unfit) : go(body)
}

/** Makes an answer of what a command says. */
export async function respond(act: () => Outcome | Promise<Outcome>): Promise<Response> {
  try {
    const outcome = await act()
    if (outcome instanceof Response) return outcome
    if (isDenial(outcome)) return refusal(outcome.denied.reason, outcome.denied.detail)
    return outcome === null ? new Response(null, { status: 204 }) : Response.json(outcome)
  } catch (error) {
    if (isDiskUnwilling(error)) return refusal("read-only", "the relay cannot write at the moment")
    throw error
  }
}
