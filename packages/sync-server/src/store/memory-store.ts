import { verifySequence, type LogRow, type LogStore, type Snapshot } from "./log-store.ts"

interface Kept {
  snapshot: Snapshot | null
  rows: LogRow[]
}

/** Keeps documents for as long as the process lives: for tests, simulations and demonstrations. */
export function createMemoryStore(history: string): LogStore {
  const documents = new Map<string, Kept>()

  return {
    history,

    async append(rows) {
      for (const row of rows) {
        const kept = documents.get(row.document) ?? { snapshot: null, rows: [] }
        documents.set(row.document, kept)
        kept.rows.push({ ...row, bytes: row.bytes.slice() })
      }
    },

    async read(document) {
      const kept = documents.get(document) ?? { snapshot: null, rows: [] }
      return verifySequence(kept.snapshot, [...kept.rows])
    },

    async compact(document, snapshot) {
      const kept = documents.get(document)
      if (kept === undefined) return
      kept.snapshot = { seq: snapshot.seq, bytes: snapshot.bytes.slice() }
      kept.rows = kept.rows.filter(row => row.seq > snapshot.seq)
    },

    async close() {
      documents.clear()
    },
  }
}
