import { DatabaseSync } from "node:sqlite"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import * as Y from "yjs"
import type { LogRow, LogStore } from "@weft/sync-server/store/log-store"
import { createMemoryStore } from "@weft/sync-server/store/memory-store"
import { createSqliteStore } from "@weft/sync-server/store/sqlite-store"

const DOCUMENTS = ["acme/space/one", "acme/space/two"]
const HOUR = 3_600_000
const NOW = 500 * 24 * HOUR

/** One thing that is done to a store. Times go back as well: clocks do. */
const deeds = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("append"), document: fc.nat(1), client: fc.nat(3), at: fc.nat(NOW) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("compact"),
      document: fc.nat(1),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("renew"), document: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase"), document: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("thin") }) },
)
type Deed = typeof deeds extends fc.Arbitrary<infer Value> ? Value : never

/** Does the same to any store, with sequences and epochs that follow from what came before. */
class Doer {
  readonly #store: LogStore
  readonly #seqs = [0, 0]
  readonly #epochs = [1, 1]

  constructor(store: LogStore) {
    this.#store = store
  }

  async do(deed: Deed): Promise<void> {
    if (!("document" in deed)) return void (await this.#store.thin(NOW))
    const { document: index } = deed
    const document = DOCUMENTS[index]!
    const next = this.#seqs[index]! + 1
    if ("client" in deed) {
      await this.#store.append([rowOf(document, next, deed.client, deed.at)])
      this.#seqs[index] = next
    } else if ("part" in deed) {
      const seq = Math.floor(deed.part * this.#seqs[index]!)
      await this.#store.compact(document, { seq, bytes: new Uint8Array(600 + seq) })
    } else {
      const epoch = this.#epochs[index]! + 1
      if (deed.kind === "erase") {
        if (next === 1) return
        await this.#store.erase(document, NOW)
      } else await this.#store.renew(document, epoch, { seq: next, bytes: emptyUpdate() }, NOW)
      this.#seqs[index] = next
      this.#epochs[index] = epoch
    }
  }
}

function rowOf(document: string, seq: number, client: number, at: number): LogRow {
  const edits = new Y.Doc()
  edits.clientID = seq
  edits.getMap("items").set(`key-${seq}`, seq)
  const author = client % 2 === 0 ? "anna" : "ben"
  return { document, seq, bytes: Y.encodeStateAsUpdate(edits), author, session: "s", claims: [client], at }
}

const emptyUpdate = () => Uint8Array.of(0, 0)

async function everythingIn(store: LogStore): Promise<unknown> {
  const of = async (document: string) => ({
    stored: await store.read(document),
    history: await store.readHistory(document, 0, 1_000),
    chain: await store.verifyChain(document),
  })
  return { names: await store.documents(""), documents: await Promise.all(DOCUMENTS.map(of)) }
}

test("STORE-1 STORE-5 whatever is done in whatever order, SQLite has what a list in memory would have", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deeds, { maxLength: 25 }), async script => {
      const memory = createMemoryStore("history")
      const sqlite = createSqliteStore(new DatabaseSync(":memory:"), () => "history")
      const doers = [new Doer(memory), new Doer(sqlite)]
      for (const deed of script) for (const doer of doers) await doer.do(deed)
      expect(await everythingIn(sqlite)).toEqual(await everythingIn(memory))
      await sqlite.close()
    }),
    { numRuns: Number(process.env["STORE_SCRIPTS"] ?? "150") },
  )
})
