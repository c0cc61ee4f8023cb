import * as Y from "yjs"

/** A document that has grown to so many times its packed size is worth a new epoch. */
const GROWN = 3

/** From this size on, in bytes, less growth is worth one. */
const LARGE_BYTES = 8 * 1024 * 1024
const LARGE_GROWN = 1.5

/** A document smaller than this, in bytes, is not worth it, however much of it is waste. */
const LEAST_BYTES = 128 * 1024

/** Whether a document of so many bytes can be worth a new epoch. */
export function mayBeRenewed(bytes: number): boolean {
  return bytes >= LEAST_BYTES
}

/**
 * Returns the state of a document of records written anew by one fresh
 * replica, as one update, or null where that is not worth it or would lose
 * anything: the entries stay as they are, with their keys and stamps, and what
 * goes is the trace of what was deleted and of all who ever wrote.
 *
 * `client` is a Yjs client id that the document has never seen.
 */
export function renewUpdate(bytes: Uint8Array, client: number): Uint8Array | null {
  if (!mayBeRenewed(bytes.length)) return null
  const old = new Y.Doc()
  const fresh = new Y.Doc()
  fresh.clientID = client
  try {
    Y.applyUpdate(old, bytes)
    if (old.store.pendingStructs !== null || old.store.pendingDs !== null) return null
    if (!copyEntries(old, fresh)) return null
    const packed = Y.encodeStateAsUpdate(fresh)
    return isWorthIt(bytes.length, packed.length) ? packed : null
  } finally {
    old.destroy()
    fresh.destroy()
  }
}

function isWorthIt(before: number, after: number): boolean {
  return before > GROWN * after || (before > LARGE_BYTES && before > LARGE_GROWN * after)
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
