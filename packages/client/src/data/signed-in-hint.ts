/** Where this browser keeps that somebody has signed in at the relay that serves the page. */
const KEY = "weft.signed-in"

/** Whether somebody may be signed in: only then does the first page ask, since it asks nobody anything otherwise. */
export function mayBeSignedIn(storage: Storage): boolean {
  return storage.getItem(KEY) !== null
}

export function noteSignedIn(storage: Storage): void {
  storage.setItem(KEY, "1")
}

export function noteSignedOut(storage: Storage): void {
  storage.removeItem(KEY)
}
