import * as Y from "yjs"

/** Stored updates, sorted into those that a document can be made of, and the others. */
export interface Sorted {
  readonly sound: readonly Uint8Array[]
  readonly broken: readonly Uint8Array[]
}

/**
 * Sorts out updates that do not decode or cannot be taken in. Costs a decoding more, so it is asked only once opening
 * the document has failed.
 */
export function sortUpdates(updates: readonly Uint8Array[]): Sorted {
  const sound: Uint8Array[] = []
  const broken: Uint8Array[] = []
  let doc = new Y.Doc()
  for (const update of updates) {
    try {
      Y.applyUpdate(doc, update)
      sound.push(update)
    } catch {
      broken.push(update)
      // What threw may have been taken in by half.
      doc.destroy()
      doc = new Y.Doc()
      for (const before of sound) Y.applyUpdate(doc, before)
    }
  }
  doc.destroy()
  return { sound, broken }
}

/** The state vector of a document that is made of these updates. */
export function stateVectorOf(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  const stateVector = Y.encodeStateVector(doc)
  doc.destroy()
  return stateVector
}

/** Whether an update holds neither structs nor deletions. */
export function isNothing(update: Uint8Array): boolean {
  return update.length <= 2
}
