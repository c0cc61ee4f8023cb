import { expect, test } from "vitest"
import * as Y from "yjs"
import { below, seededRandom, type Random } from "@weft/model/base/random"
import { checkUpdate } from "@weft/sync-server/rooms/check-update"
import { carryOver, hasTakenIn, type Piece } from "../../../../packages/client/src/data/worker/carry-over.ts"

/** What one piece did to the keys of the map: which value it wrote, or that it took the value away. */
interface Deed {
  readonly key: string
  readonly value: string | null
}

interface Offline {
  readonly onto: Y.Doc
  readonly from: Y.Doc
  readonly updates: readonly Uint8Array[]
  readonly deeds: readonly Deed[]
}

/** A document that the relay has, and one that went on from there with a map and a text of nested elements. */
function offline(random: Random): Offline {
  const onto = new Y.Doc()
  onto.clientID = 11
  for (let key = 0; key < 4; key++) onto.getMap("items").set(`k${key}`, `base ${key}`)
  edit(onto, random, 10)
  const from = new Y.Doc({ gc: true })
  Y.applyUpdate(from, Y.encodeStateAsUpdate(onto))
  // The relay may know the replica that goes on, and may not.
  from.clientID = below(2, random) === 0 ? 11 : 22
  const updates: Uint8Array[] = []
  const deeds: Deed[] = []
  from.on("update", (update: Uint8Array) => updates.push(update))
  for (let step = 0; step < 25; step++) {
    const key = `k${below(6, random)}`
    const value = below(4, random) === 0 && from.getMap("items").has(key) ? null : `local ${step}`
    from.transact(() => {
      if (value === null) from.getMap("items").delete(key)
      else from.getMap("items").set(key, value)
      edit(from, random, 2)
    })
    deeds.push({ key, value })
  }
  return { onto, from, updates, deeds }
}

/** Types and deletes somewhere in a text of paragraphs. */
function edit(doc: Y.Doc, random: Random, times: number): void {
  const fragment = doc.getXmlFragment("description")
  for (let time = 0; time < times; time++) {
    if (fragment.length === 0 || below(5, random) === 0) {
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText("new ")])
      fragment.insert(below(fragment.length + 1, random), [paragraph])
    }
    const text = (fragment.get(below(fragment.length, random)) as Y.XmlElement).get(0) as Y.XmlText
    if (text.length > 3 && below(3, random) === 0) text.delete(below(text.length - 2, random), 2)
    else text.insert(below(text.length + 1, random), `w${below(100, random)} `)
    if (fragment.length > 3 && below(8, random) === 0) fragment.delete(below(fragment.length, random), 1)
  }
}

function carried({ onto, from }: Offline, pieces: readonly Piece[]): Y.Doc {
  let next = 5_000
  const updates = carryOver(pieces, { onto, from, drawClient: () => ++next })
  expect(updates).not.toBeNull()
  const target = new Y.Doc()
  Y.applyUpdate(target, Y.encodeStateAsUpdate(onto))
  for (const update of updates!) {
    if (update === null) continue
    expect(checkUpdate(update)).not.toHaveProperty("refused")
    Y.applyUpdate(target, update)
    expect(target.store.pendingStructs).toBeNull()
    expect(target.store.pendingDs).toBeNull()
  }
  return target
}

const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1)

for (const seed of seeds)
  test(`REFUSED-9 what comes along whole reads as it did, seed ${seed}`, () => {
    const made = offline(seededRandom(seed))
    const pieces = made.updates.map(update => ({ update, isLeftBehind: false }))
    const target = carried(made, pieces)
    expect(target.getMap("items").toJSON()).toEqual(made.from.getMap("items").toJSON())
    expect(target.getXmlFragment("description").toString()).toBe(made.from.getXmlFragment("description").toString())
    for (const { update } of pieces) expect(hasTakenIn(made.from, update)).toBe(true)
  })

for (const seed of seeds)
  test(`REFUSED-9 what is left behind takes nothing else along, seed ${seed}`, () => {
    const random = seededRandom(10_000 + seed)
    const made = offline(random)
    const pieces = made.updates.map(update => ({ update, isLeftBehind: below(3, random) === 0 }))
    const target = carried(made, pieces)
    const wanted = expected(
      made.deeds,
      pieces.map(({ isLeftBehind }) => !isLeftBehind),
    )
    expect(target.getMap("items").toJSON()).toEqual(wanted)
  })

/** The map as it reads when some deeds were never done: each took away only the value that it saw. */
function expected(deeds: readonly Deed[], isKept: readonly boolean[]): Record<string, string> {
  const values: { readonly key: string; readonly value: string; isKept: boolean; isGone: boolean }[] = []
  for (let key = 0; key < 4; key++) values.push({ key: `k${key}`, value: `base ${key}`, isKept: true, isGone: false })
  const seen = new Map(values.map(value => [value.key, value]))
  deeds.forEach(({ key, value }, index) => {
    const before = seen.get(key)
    if (before !== undefined && isKept[index]!) before.isGone = true
    if (value === null) return void seen.delete(key)
    const made = { key, value, isKept: isKept[index]!, isGone: false }
    values.push(made)
    seen.set(key, made)
  })
  const map: Record<string, string> = {}
  const last = new Map(values.filter(value => value.isKept).map(value => [value.key, value]))
  for (const [key, { value, isGone }] of last) if (!isGone) map[key] = value
  return map
}

test("REFUSED-9 an update that does not follow is no single piece", () => {
  const made = offline(seededRandom(77))
  const pieces = made.updates.slice(1).map(update => ({ update, isLeftBehind: false }))
  expect(carryOver(pieces, { onto: made.onto, from: made.from, drawClient: () => 9 })).toBeNull()
})
