import { describe, expect, test } from "vitest"
import { below, seededRandom } from "@weft/model/base/random"
import { ListTree, type ListTreeOptions } from "@weft/model/query/list-tree"

interface Row {
  readonly id: string
  readonly parent: string | null
  readonly group: string
  readonly rank: string
  readonly size: number | null
  readonly hidden: boolean
}

const row = (id: string, values: Partial<Row> = {}): Row => ({
  id,
  parent: null,
  group: "",
  rank: id,
  size: null,
  hidden: false,
  ...values,
})

const options = (isDown: readonly boolean[] = []): ListTreeOptions<Row> => ({
  shows: ({ hidden }) => !hidden,
  groupOf: ({ group }) => group,
  parentOf: ({ parent }) => parent,
  orderOf: ({ size, rank }) => [size, rank].slice(0, isDown.length),
  rankOf: ({ rank }) => rank,
  isDown,
})

const open = () => false

/** A group as lines, each as deep as it stands. */
function drawn(tree: ListTree<Row>, group = "", isFolded: (id: string) => boolean = open): string[] {
  return tree.nodes(group, isFolded).map(({ id, depth }) => `${"-".repeat(depth)}${id}`)
}

describe("a list", () => {
  test("shows each row below what it belongs to, in the order made by hand", () => {
    const tree = new ListTree(options(), [row("c"), row("b", { parent: "a" }), row("a"), row("d", { parent: "b" })])
    expect(drawn(tree)).toEqual(["a", "-b", "--d", "c"])
    expect(drawn(tree, "", id => id === "b")).toEqual(["a", "-b", "c"])
  })

  test("sorts by several columns, each up or down, and puts what has no value last either way", () => {
    const rows = [row("a", { size: 1 }), row("b"), row("c", { size: 2 }), row("d", { size: 2 })]
    expect(drawn(new ListTree(options([false]), rows))).toEqual(["a", "c", "d", "b"])
    expect(drawn(new ListTree(options([true]), rows))).toEqual(["c", "d", "a", "b"])
    expect(drawn(new ListTree(options([true, true]), rows))).toEqual(["d", "c", "a", "b"])
  })

  test("shows a row whose parent is hidden, or in another group, below the nearest ancestor that is there", () => {
    const rows = [row("a"), row("b", { parent: "a", hidden: true }), row("c", { parent: "b" })]
    expect(drawn(new ListTree(options(), rows))).toEqual(["a", "-c"])
    const apart = [row("a"), row("b", { parent: "a", group: "x" }), row("c", { parent: "b" })]
    const tree = new ListTree(options(), apart)
    expect(drawn(tree)).toEqual(["a", "-c"])
    expect(drawn(tree, "x")).toEqual(["b"])
  })

  test("draws a tree of ten thousand levels", () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => row(`r${at}`, { parent: at === 0 ? null : `r${at - 1}` }))
    expect(drawn(new ListTree(options(), rows))).toHaveLength(10_000)
  })

  test("a change that moves nothing says so, and its new values are there", () => {
    const tree = new ListTree(options([false]), [row("a", { size: 1 }), row("b", { size: 2 })])
    expect(tree.change([["a", { ...row("a", { size: 1 }), rank: "a" }]])).toBe(false)
    expect(tree.change([["a", row("a", { size: 3 })]])).toBe(true)
    expect(drawn(tree)).toEqual(["b", "a"])
    expect(tree.row("a")?.size).toBe(3)
  })
})

test("LIST-1 what a list holds after any changes is what sorting all of its rows anew gives", () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    const random = seededRandom(seed)
    const draw = (count: number) => below(count, random)
    const isDown = [[], [false], [true, false]][seed % 3]!
    const rows = new Map<string, Row>()
    const tree = new ListTree<Row>(options(isDown))
    for (let round = 0; round < 40; round++) {
      const changes: [string, Row | undefined][] = []
      const amount = round % 20 === 19 ? 600 : 1 + draw(4)
      for (let change = 0; change < amount; change++) {
        const id = `r${draw(900)}`
        // Only earlier ones, so that nothing comes to stand inside itself.
        const number = Number(id.slice(1))
        const parent = draw(3) === 0 && number > 0 ? `r${draw(number)}` : null
        const size = draw(4) === 0 ? null : draw(5)
        const values = { parent, size, group: `g${draw(3)}`, rank: `k${draw(50)}`, hidden: draw(6) === 0 }
        const next = draw(8) === 0 ? undefined : row(id, values)
        if (next === undefined) rows.delete(id)
        else rows.set(id, next)
        changes.push([id, next])
      }
      tree.change(changes)
      const anew = new ListTree(options(isDown), rows.values())
      expect(tree.counts()).toEqual(anew.counts())
      for (const group of ["g0", "g1", "g2"])
        expect(drawn(tree, group), `seed ${seed}, round ${round}`).toEqual(drawn(anew, group))
    }
  }
})
