import * as Y from "yjs"

/** When a document of records is worth a new epoch. */
export interface RenewalPolicy {
  /** A document smaller than this, in bytes, never is, however much of it is waste. */
  readonly leastBytes: number
  /** One that has grown to more than so many times its packed size is. */
  readonly grown: number
  /** From this size on, in bytes, less growth will do. */
  readonly largeBytes: number
  readonly largeGrown: number
  /** How long nobody must have written, where people have it open, in milliseconds. */
  readonly quietMillis: number
}

export const RENEWAL_POLICY: RenewalPolicy = {
  leastBytes: 128 * 1024,
  grown: 3,
  largeBytes: 8 * 1024 * 1024,
  largeGrown: 1.5,
  quietMillis: 10 * 60_000,
}

/**
 * Returns the state of a document of records written anew by one fresh
 * replica, as one update, or null where that is not worth it or would lose
 * anything: the entries stay as they are, with their keys and stamps, and what
 * goes is the trace of what was deleted and of all who ever wrote.
 *
 * `client` is a Yjs client id that the document has never seen.
 */
export function renewUpdate(bytes: Uint8Array, client: number, policy: RenewalPolicy): Uint8Array | null {
  const old = new Y.Doc()
  const fresh = new Y.Doc()
  fresh.clientID = client
  try {
    Y.applyUpdate(old, bytes)
    if (old.store.pendingStructs !== null || old.store.pendingDs !== null) return null
    if (!copyEntries(old, fresh)) return null
    const packed = Y.encodeStateAsUpdate(fresh)
    return isWorthIt(bytes.length, packed.length, policy) ? packed : null
  } finally {
    old.destroy()
    fresh.destroy()
  }
}

function isWorthIt(before: number, after: number, policy: RenewalPolicy): boolean {
  const { leastBytes, grown, largeBytes, largeGrown } = policy
  return before >= leastBytes && (before > grown * after || (before > largeBytes && before > largeGrown * after))
}

/** Copies all plain entries of all maps. False where a document holds anything else: that could not be kept. */
function copyEntries(old: Y.Doc, fresh: Y.Doc): boolean {
  return fresh.transact(() => {
    for (const name of old.share.keys()) {
      const map = old.getMap<unknown>(name)
      if (map["_start"] !== null) return false
      for (const [key, value] of map.entries()) {
        if (value instanceof Y.AbstractType || value instanceof Y.Doc) return false
        fresh.getMap(name).set(key, value)
      }
    }
    return true
  })
}
