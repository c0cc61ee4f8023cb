import { expect, test } from "vitest"
import * as Y from "yjs"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import { checkNews } from "@weft/sync-server/rooms/check-news"
import { ReplicaOwners } from "@weft/sync-server/rooms/replica-owners"
import { carryOver } from "../../../../packages/client/src/data/worker/carry-over.ts"
import { areForked } from "../../../../packages/client/src/data/worker/continuations.ts"

const AUTHOR = 11

/** The text to which an item has moved, at a relay where a replica is whose who wrote as it first. */
class Arrived {
  readonly doc = new Y.Doc()
  readonly #owners = new ReplicaOwners(new Map(), new Set())

  /** Whether the relay takes an update of somebody. */
  takes(person: string, bytes: Uint8Array): boolean {
    const clocks = Y.decodeStateVector(Y.encodeStateVector(this.doc))
    const news = checkNews(clocks, bytes)
    if ("refused" in news) throw new Error(news.refused)
    if (this.#owners.claim(person, news, clocks) === null) return false
    Y.applyUpdate(this.doc, news.bytes)
    expect(this.doc.store.pendingStructs).toBeNull()
    return true
  }

  get text(): string {
    return this.doc.getText("description").toString()
  }
}

/** What somebody has of the text that was left, and of the one that they made of it while they were away. */
interface Away {
  readonly person: string
  readonly left: Y.Doc
  readonly own: Y.Doc
}

function bringsOnto(from: Y.Doc, onto: Y.Doc): Uint8Array | null {
  const drawClient = () => expect.fail("a fresh id")
  const update = Y.encodeStateAsUpdate(from, Y.encodeStateVector(onto))
  return carryOver([{ update, isLeftBehind: false }], { from, onto, drawClient, isShared: true })![0]!
}

/** Brings what one has written and copied, as a device does: as it is, and where that is refused, under other ids. */
function deliver({ person, own }: Away, arrived: Arrived): void {
  const lacking = Y.encodeStateAsUpdate(own, Y.encodeStateVector(arrived.doc))
  if (arrived.takes(person, lacking)) return
  const carried = bringsOnto(own, arrived.doc)
  if (carried !== null) expect(arrived.takes(person, carried)).toBe(true)
}

/** A text that somebody goes on writing, as people know it who leave one after the other. */
function leaving(random: Random): { readonly text: string; readonly away: readonly Away[] } {
  const author = new Y.Doc()
  author.clientID = AUTHOR
  const people = ["ana", "ben", "cas", "dan"]
  const away = people.map((person, index): Away => {
    author.transact(() => write(author, "abc"[below(3, random)]!, 1 + below(4, random), random))
    const left = new Y.Doc()
    Y.applyUpdate(left, Y.encodeStateAsUpdate(author))
    const own = new Y.Doc()
    own.clientID = 100 + index
    Y.applyUpdate(own, bringsOnto(left, own)!)
    write(own, String(index), 1 + below(3, random), random)
    return { person, left, own }
  })
  return { text: author.getText("description").toString(), away }
}

function write(doc: Y.Doc, letter: string, times: number, random: Random): void {
  const text = doc.getText("description")
  for (let time = 0; time < times; time++) text.insert(below(text.length + 1, random), letter)
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1)

for (const seed of seeds)
  test(`MOVE-1 what people bring of a text, of which some know more than others, is there once, seed ${seed}`, () => {
    const random = seededRandom(seed)
    const { text, away } = leaving(random)
    const arrived = new Arrived()
    const typed = away.map(({ own }) => own.getText("description").toString())
    for (const one of [...away].sort(() => below(2, random) * 2 - 1)) deliver(one, arrived)
    // Whoever comes back knows the text that was left, and looks once more.
    for (const { person, left } of away) {
      const more = bringsOnto(left, arrived.doc)
      if (more !== null) expect(arrived.takes(person, more)).toBe(true)
    }
    expect(arrived.text.replaceAll(/\d/g, "")).toBe(text)
    for (const [index, own] of typed.entries())
      expect(arrived.text.split(String(index))).toHaveLength(own.split(String(index)).length)
  })

for (const seed of seeds)
  test(`MOVE-2 a text that goes back finds there what it has, seed ${seed}`, () => {
    const random = seededRandom(seed)
    const { text, away } = leaving(random)
    const arrived = new Arrived()
    for (const one of away) deliver(one, arrived)
    const { left } = away.at(-1)!
    Y.applyUpdate(left, bringsOnto(arrived.doc, left)!)
    // Where two typed at one place, the ids decide over who stands first, and they are others here.
    const back = left.getText("description").toString()
    expect([...back].sort()).toEqual([...arrived.text].sort())
    expect(back.replaceAll(/\d/g, "")).toBe(text)
    expect(bringsOnto(arrived.doc, left)).toBeNull()
    expect(bringsOnto(left, arrived.doc)).toBeNull()
  })

test("MOVE-1 what was deleted in the text that was left is deleted where that lies under other ids", () => {
  const author = new Y.Doc()
  author.clientID = AUTHOR
  const text = author.getText("description")
  text.insert(0, "ab")
  const arrived = new Arrived()
  expect(arrived.takes("ana", Y.encodeStateAsUpdate(author))).toBe(true)
  text.insert(2, "cd")
  expect(arrived.takes("ben", bringsOnto(author, arrived.doc)!)).toBe(true)
  expect(arrived.text).toBe("abcd")
  text.delete(1, 2)
  expect(arrived.takes("cas", bringsOnto(author, arrived.doc)!)).toBe(true)
  expect(arrived.text).toBe("ad")
  expect(bringsOnto(author, arrived.doc)).toBeNull()
})

test("MOVE-1 two copies are only put together where that does not double what one of them has under another id", () => {
  const author = new Y.Doc()
  author.clientID = AUTHOR
  author.getText("description").insert(0, "ab")
  const arrived = new Y.Doc()
  Y.applyUpdate(arrived, Y.encodeStateAsUpdate(author))
  author.getText("description").insert(2, "cd")
  const clocksOf = (doc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(doc))
  expect(areForked(clocksOf(author), clocksOf(arrived))).toBe(false)
  Y.applyUpdate(arrived, bringsOnto(author, arrived)!)
  expect(areForked(clocksOf(author), clocksOf(arrived))).toBe(true)
  expect(areForked(clocksOf(arrived), clocksOf(arrived))).toBe(false)
})
