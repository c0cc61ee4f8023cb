/** Remembers for this tab by how much its clock is off since an address asked for `?now=`, in milliseconds. */
const KEPT = "weft.now"

/** What a relay that was given a time itself sets on its pages: only there may an address give one, see `WEFT_NOW`. */
const ALLOWED = "weft-clock=given"

/** Between the name of a data worker and how far its clock is off. */
const SEPARATOR = " at "

/**
 * By how many milliseconds the clock here is ahead of this machine's: nothing but where somebody lives through another
 * time, in development. Pages are told by their address (`?now=2026-12-24T16:00`, empty for the present again), workers by
 * the name that their page gave them, see {@link nameWithTime}.
 */
export function givenAhead(): number {
  if (typeof document === "undefined") return Number(String(Reflect.get(globalThis, "name")).split(SEPARATOR)[1] ?? 0)
  if (!import.meta.env.DEV && !document.cookie.includes(ALLOWED)) return 0
  const asked = new URLSearchParams(location.search).get("now")
  if (asked !== null) sessionStorage.setItem(KEPT, String(asked === "" ? 0 : Date.parse(asked) - Date.now()))
  return Number(sessionStorage.getItem(KEPT)) || 0
}

/** The name of a worker that sees the same time as this page. */
export function nameWithTime(name: string): string {
  const ahead = givenAhead()
  return ahead === 0 ? name : `${name}${SEPARATOR}${ahead}`
}
