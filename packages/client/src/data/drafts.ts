/** What somebody began to write and did not send, on this device; others do not see it. */
export interface Draft {
  /** What was kept, as it was given to `keep`; undefined where nothing was. */
  readonly kept: () => unknown
  /** Keeps what is written now; null forgets it. */
  readonly keep: (content: unknown) => void
}

/** The draft of one text. A full or closed storage only costs the memory of it. */
export function openDraft(storage: Pick<Storage, "getItem" | "setItem" | "removeItem">, name: string): Draft {
  const key = `weft-draft-${name}`
  return {
    kept() {
      try {
        return JSON.parse(storage.getItem(key) ?? "null") ?? undefined
      } catch {
        return undefined
      }
    },
    keep(content) {
      try {
        if (content === null) storage.removeItem(key)
        else storage.setItem(key, JSON.stringify(content))
      } catch {
        // It holds until the page is left.
      }
    },
  }
}
