import type { Pass } from "@weft/model/wire/api"
import { MAX_TOKEN_LENGTH } from "@weft/model/wire/limits"
import { isSessionState } from "../api-shapes.ts"
import { isNumber, isObject, isText } from "../shape.ts"
import type { PassAnswer } from "./passes.ts"

const isPass = isObject<Pass>({ pass: isText, endsAt: isNumber })

/** How long the relay may take over each answer, in milliseconds. */
const PATIENCE_MILLIS = 10_000

/**
 * Asks a relay for a pass by the cookie of whoever is signed in there. Who is signed in is asked first, so that a relay
 * without accounts, or without anybody signed in, is not asked for what it has to refuse.
 */
export async function fetchPass(relay: string, ask: typeof fetch): Promise<PassAnswer> {
  const doors = `${relay.replace(/^ws/, "http").replace(/\/+$/, "")}/api`
  const options = (): RequestInit => ({ credentials: "include", signal: AbortSignal.timeout(PATIENCE_MILLIS) })
  try {
    const session = await ask(`${doors}/session`, options())
    // A relay from before there were accounts asks nobody.
    if (session.status === 404) return "open"
    const state: unknown = session.ok ? await session.json() : null
    if (!isSessionState(state)) return "unreachable"
    if (state.access === "open") return "open"
    if (state.person === null) return "signed-out"
    const response = await ask(`${doors}/pass`, { ...options(), method: "POST" })
    if (response.status === 401) return "signed-out"
    const answer: unknown = response.ok ? await response.json() : null
    return isPass(answer) && answer.pass.length <= MAX_TOKEN_LENGTH ? answer : "unreachable"
  } catch {
    return "unreachable"
  }
}
