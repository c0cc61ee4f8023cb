/** As many as are kept of what somebody opened lately. */
const MOST_RECENT = 30

type Store = Pick<Storage, "getItem" | "setItem">

/** What was opened lately in a workspace on this device, as addresses within it, the latest first. */
export function recentPlaces(storage: Store, workspace: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(workspace)) ?? "[]")
    return Array.isArray(kept) ? kept.filter(place => typeof place === "string").slice(0, MOST_RECENT) : []
  } catch {
    return []
  }
}

/** Keeps that something was opened; a device without room for it remembers less. */
export function rememberPlace(storage: Store, workspace: string, place: string): void {
  const others = recentPlaces(storage, workspace).filter(other => other !== place)
  try {
    storage.setItem(keyOf(workspace), JSON.stringify([place, ...others].slice(0, MOST_RECENT)))
  } catch {
    return
  }
}

const keyOf = (workspace: string): string => `weft.recent.${workspace}`
