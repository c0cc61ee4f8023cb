import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { Presence, type PeerState } from "../../../../packages/client/src/data/presence.ts"

const ANA: PeerState = { member: "ana", name: "Ana", items: [], drag: null }
const PATH = "space/s"

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test("PRESENCE-3 parts are told once a person is there, the first at once and the last after a rest", () => {
  const said: (PeerState | null)[] = []
  const presence = new Presence((_, state) => said.push(state))
  presence.tell(PATH, { at: "list" })
  expect(said).toEqual([])
  presence.show(PATH, ANA)
  expect(said).toEqual([{ ...ANA, at: "list" }])
  for (let top = 1; top <= 100; top++) presence.tell(PATH, { scroll: { part: "list", index: 0, top, left: 0 } })
  expect(said).toHaveLength(2)
  vi.advanceTimersByTime(1_000)
  expect(said).toHaveLength(3)
  expect(said.at(-1)).toMatchObject({ at: "list", scroll: { top: 100 } })
  presence.show(PATH, null)
  presence.tell(PATH, { at: "board" })
  expect(said.slice(3)).toEqual([null])
})

test("PRESENCE-3 what somebody else says is taken only as far as it fits", () => {
  const presence = new Presence(() => {})
  const heard = (said: object) => {
    presence.heard(PATH, "p", { ...ANA, ...said })
    return presence.peers(PATH)[0]!
  }
  expect(heard({ at: "board/b1?filter=due:today&item=i1" }).at).toBe("board/b1?filter=due:today&item=i1")
  for (const at of ["//evil.example", "../../w/other", "list#x", "list?" + "x".repeat(500), "javascript:alert(1)", 3])
    expect(heard({ at }).at, String(at)).toBeNull()
  expect(heard({ scroll: { part: "list-grid", index: 0, top: 5, left: 0 } }).scroll).not.toBeNull()
  for (const scroll of [{ part: "a b", index: 0, top: 5, left: 0 }, { part: "list", index: -1, top: 0, left: 0 }, 1])
    expect(heard({ scroll }).scroll).toBeNull()
  expect(heard({ typing: { item: "i", field: "title" } }).typing).toEqual({ item: "i", field: "title" })
  expect(heard({ typing: { item: "i", field: "password" } }).typing).toBeNull()
  expect(heard({ point: { item: "i", at: 14_400, more: "x" } }).point).toEqual({ item: "i", at: 14_400 })
  for (const point of [{ item: "i", at: -1 }, { item: "i", at: 1.5 }, { item: "i", at: 1e15 }, { at: 1 }, "i"])
    expect(heard({ point }).point, JSON.stringify(point)).toBeNull()
  expect(heard({ space: "s/../x", idle: "yes" })).toMatchObject({ space: null, idle: false })
})
