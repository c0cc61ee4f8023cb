import type { Pass } from "@weft/model/wire/api"
import { MAX_TOKEN_LENGTH } from "@weft/model/wire/limits"
import { isNumber, isObject, isText } from "../shape.ts"
import type { PassAnswer } from "./passes.ts"

const isPass = isObject<Pass>({ pass: isText, endsAt: isNumber })

/** How long the relay may take to answer, in milliseconds. */
const PATIENCE_MILLIS = 10_000

/** Asks a relay for a pass by the cookie of whoever is signed in there. A relay that has no such door asks nobody. */
export async function fetchPass(relay: string, ask: typeof fetch): Promise<PassAnswer> {
  try {
    const address = `${relay.replace(/^ws/, "http").replace(/\/+$/, "")}/api/pass`
    const signal = AbortSignal.timeout(PATIENCE_MILLIS)
    const response = await ask(address, { method: "POST", credentials: "include", signal })
    if (response.status === 404) return "open"
    if (response.status === 401 || response.status === 403) return "signed-out"
    if (!response.ok) return "unreachable"
    const answer: unknown = await response.json()
    return isPass(answer) && answer.pass.length <= MAX_TOKEN_LENGTH ? answer : "unreachable"
  } catch {
    return "unreachable"
  }
}
