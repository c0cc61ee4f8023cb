import { chainEntry, NO_ENTRIES, verifyLinks, type ChainEntry, type ChainHead } from "./chain.ts"
import { assertNext, verifySequence, type HistoryRow, type LogRow, type LogStore, type Snapshot } from "./log-store.ts"
import { mergeRun } from "./merge-run.ts"
import { runsToMerge } from "./thinning.ts"

interface Kept {
  epoch: number
  snapshot: Snapshot | null
  rows: LogRow[]
  archive: HistoryRow[]
  chain: ChainEntry[]
  readonly owners: Map<number, { readonly author: string; readonly epoch: number }>
}

const NEVER_WRITTEN: Readonly<Kept> = { epoch: 1, snapshot: null, rows: [], archive: [], chain: [], owners: new Map() }

/** Keeps documents for as long as the process lives: for tests, simulations and demonstrations. */
export function createMemoryStore(history: string): LogStore {
  const documents = new Map<string, Kept>()
  const find = (document: string) => documents.get(document) ?? NEVER_WRITTEN

  function findOrAdd(document: string): Kept {
    const kept = documents.get(document) ?? { ...NEVER_WRITTEN, rows: [], archive: [], chain: [], owners: new Map() }
    documents.set(document, kept)
    return kept
  }

  function begin(document: string, epoch: number, snapshot: Snapshot, at: number): void {
    const kept = findOrAdd(document)
    const row = { fromSeq: snapshot.seq, seq: snapshot.seq, bytes: snapshot.bytes.slice(), author: "", at }
    kept.archive.push(...kept.rows.map(live => historyOf(live, kept.epoch)), { epoch, ...row })
    kept.chain.push(chainEntry(headOf(kept), document, row))
    kept.epoch = epoch
    kept.snapshot = { ...snapshot, bytes: row.bytes }
    kept.rows = []
  }

  return {
    history,

    async append(rows) {
      for (const row of rows) {
        const kept = findOrAdd(row.document)
        kept.chain.push(chainEntry(headOf(kept), row.document, row))
        // A replica stays with whoever claimed it first.
        const claims = row.claims.filter(client => !kept.owners.has(client))
        kept.rows.push({ ...row, claims, bytes: row.bytes.slice() })
        for (const client of claims) kept.owners.set(client, { author: row.author, epoch: kept.epoch })
      }
    },

    async tryWriting() {},

    async read(document) {
      const { epoch, snapshot, rows, owners } = find(document)
      const ofNow = [...owners].filter(([, owner]) => owner.epoch === epoch)
      const retired = [...owners].filter(([, owner]) => owner.epoch < epoch)
      return verifySequence({
        state: "sound",
        epoch,
        snapshot,
        rows: [...rows],
        owners: new Map(ofNow.map(([client, owner]) => [client, owner.author])),
        retired: new Set(retired.map(([client]) => client)),
      })
    },

    async documents(prefix) {
      return [...documents.keys()].filter(name => name.startsWith(prefix)).toSorted()
    },

    async compact(document, snapshot) {
      const kept = documents.get(document)
      if (kept === undefined || snapshot.seq <= (kept.snapshot?.seq ?? 0)) return
      const folded = kept.rows.filter(row => row.seq <= snapshot.seq)
      kept.archive.push(...folded.map(row => historyOf(row, kept.epoch)))
      kept.snapshot = { ...snapshot, bytes: snapshot.bytes.slice() }
      kept.rows = kept.rows.filter(row => row.seq > snapshot.seq)
    },

    async renew(document, epoch, snapshot, at) {
      const kept = find(document)
      assertNext(epoch, snapshot.seq, kept.epoch, lastSeqOf(kept))
      begin(document, epoch, snapshot, at)
    },

    async erase(document, at) {
      const kept = documents.get(document)
      if (kept === undefined) return
      begin(document, kept.epoch + 1, { seq: lastSeqOf(kept) + 1, bytes: new Uint8Array() }, at)
      kept.archive = kept.archive.slice(-1)
    },

    async readHistory(document, afterSeq, most) {
      const { archive, rows, epoch } = find(document)
      const all = [...archive, ...rows.map(row => historyOf(row, epoch))]
      return all.filter(row => row.seq > afterSeq).slice(0, most)
    },

    async thin(now) {
      let gone = 0
      for (const kept of documents.values()) {
        for (const run of runsToMerge(kept.archive, now)) {
          kept.archive.splice(kept.archive.indexOf(run[0]!), run.length, mergeRun(run))
          gone += run.length - 1
        }
      }
      return gone
    },

    async verifyChain(document) {
      const kept = find(document)
      const bytes = new Map([...kept.archive, ...kept.rows.map(row => historyOf(row, kept.epoch))].map(alone))
      return verifyLinks(document, kept.chain, headOf(kept), seq => bytes.get(seq) ?? null)
    },

    async backup() {
      throw new Error("what is kept in memory only cannot be backed up")
    },

    async close() {
      documents.clear()
    },
  }
}

function headOf({ chain }: Kept): ChainHead {
  const last = chain.at(-1)
  return last === undefined ? NO_ENTRIES : { entries: chain.length, link: last.link }
}

function lastSeqOf({ rows, snapshot }: Kept): number {
  return rows.at(-1)?.seq ?? snapshot?.seq ?? 0
}

function historyOf({ seq, bytes, author, at }: LogRow, epoch: number): HistoryRow {
  return { epoch, fromSeq: seq, seq, bytes, author, at }
}

function alone({ fromSeq, seq, bytes }: HistoryRow): [number, Uint8Array | null] {
  return [seq, fromSeq === seq ? bytes : null]
}
