import * as Y from "yjs"
import { renewUpdate, type RenewalPolicy } from "./renew-updates.ts"

/** A packed document: one update, and its state vector. */
export interface PackedState {
  readonly bytes: Uint8Array
  readonly vector: Uint8Array
}

/**
 * Returns a document's updates as one, packed by Yjs: what was overwritten is
 * gone. Null where that would lose what waits for structs that never came, or
 * where Yjs cannot read them.
 */
export function packUpdates(updates: readonly Uint8Array[]): PackedState | null {
  const document = new Y.Doc()
  try {
    document.transact(() => {
      for (const update of updates) if (update.length > 0) Y.applyUpdate(document, update)
    })
    const { pendingStructs, pendingDs } = document.store
    if (pendingStructs !== null || pendingDs !== null) return null
    return { bytes: Y.encodeStateAsUpdate(document), vector: Y.encodeStateVector(document) }
  } finally {
    document.destroy()
  }
}

/** Packs documents: in a thread where there is one, or here. */
export interface Packer {
  /** See {@link packUpdates}. Rejects where Yjs cannot read the updates. */
  pack(updates: readonly Uint8Array[]): Promise<PackedState | null>
  /** See {@link renewUpdate}. Rejects where Yjs cannot read the update. */
  rewrite(update: Uint8Array, client: number, policy: RenewalPolicy): Promise<Uint8Array | null>
}

/** Packs in the thread that asks. */
export const packerHere: Packer = {
  async pack(updates) {
    return packUpdates(updates)
  },
  async rewrite(update, client, policy) {
    return renewUpdate(update, client, policy)
  },
}
