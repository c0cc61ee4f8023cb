import { isSameText, macOf } from "./secrets.ts"

/** How long a pass is good for, in milliseconds. */
export const PASS_MILLIS = 5 * 60_000

/** What a pass says: who, by what they signed in with, until when. */
export interface PassClaims {
  readonly person: string
  readonly device: string
  /** Milliseconds since 1970. */
  readonly endsAt: number
}

/**
 * Writes and reads passes. A pass proves itself by a code over what it says,
 * so none is kept; whether its device still counts is asked elsewhere.
 */
export class Passes {
  readonly #key: string

  constructor(key: string) {
    this.#key = key
  }

  write({ person, device, endsAt }: PassClaims): string {
    const claims = Buffer.from(JSON.stringify([person, device, endsAt])).toString("base64url")
    return `${claims}.${this.#codeOf(claims)}`
  }

  /** What a pass says, or null where we have not written it or it has ended. */
  read(pass: string, now: number): PassClaims | null {
    const [claims = "", code = "", ...rest] = pass.split(".")
    if (rest.length > 0 || !isSameText(code, this.#codeOf(claims))) return null
    // Only what we have written gets here, so it has the form that we write.
    const [person, device, endsAt] = JSON.parse(Buffer.from(claims, "base64url").toString()) as [string, string, number]
    return endsAt > now ? { person, device, endsAt } : null
  }

  #codeOf(claims: string): string {
    return macOf(`pass ${claims}`, this.#key, "base64url")
  }
}
