import { parse } from "hono/utils/cookie"
import { isSameText, macOf } from "./secrets.ts"

/**
 * The cookie that a session is known by: its token and a code over it, in the
 * form that better-auth writes, so that either of us reads the other's.
 */
export class SessionCookie {
  readonly #secret: string
  /** Its name; with the prefix, browsers take it only over TLS and from this very host. */
  readonly name: string
  /** What goes behind the value. */
  readonly attributes: string

  constructor(secret: string, isSecure: boolean) {
    this.#secret = secret
    this.name = isSecure ? "__Host-weft-session" : "weft-session"
    this.attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`
  }

  /** The token in a `Cookie` header, or null where there is none that we have written. */
  read(header: string | null): string | null {
    const value = header === null ? undefined : parse(header, this.name)[this.name]
    if (value === undefined) return null
    const dot = value.lastIndexOf(".")
    const token = value.slice(0, dot)
    return dot > 0 && isSameText(value.slice(dot + 1), this.#codeOf(token)) ? token : null
  }

  /** The `Set-Cookie` header for a token. */
  write(token: string, maxAgeSeconds: number): string {
    const value = encodeURIComponent(`${token}.${this.#codeOf(token)}`)
    return `${this.name}=${value}; Max-Age=${maxAgeSeconds}; ${this.attributes}`
  }

  #codeOf(token: string): string {
    return macOf(token, this.#secret, "base64")
  }
}
