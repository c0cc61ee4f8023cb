import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto"

/** A fresh secret of 256 bits, as text that fits into links and headers. */
export function freshSecret(): string {
  return randomBytes(32).toString("base64url")
}

/** A fresh name for something that is no secret. */
export function freshId(): string {
  return randomBytes(18).toString("base64url")
}

/** What is kept of a secret that has enough bits of its own: nobody gets back from it. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url")
}

/** Says who wrote a text, for whoever has the key. */
export function macOf(text: string, key: string, encoding: "base64" | "base64url"): string {
  return createHmac("sha256", key).update(text).digest(encoding)
}

/** Whether two texts are the same, found out in a time that tells nothing of where they differ. */
export function isSameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
