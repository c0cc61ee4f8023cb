import { expect, test } from "vitest"
import { standingCell, type Cell } from "@weft/model/replica/entry"

const cell = (field: string, value: unknown, stamp: number, replica: string): Cell => ({
  entry: "cell",
  field,
  value,
  stamp,
  replica,
})

/** Three replicas each gave the item to somebody; the stamps of two of them are equal. */
const OWNERS = [cell("owner", "ana", 10, "r1"), cell("owner", "ben", 20, "r2"), cell("owner", "eve", 20, "r3")]
const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]

test("CELL-6 whichever of three owners claimed it, the earliest claim is read in every order of arrival, else the latest", () => {
  for (let claimed = 0; claimed < 8; claimed++) {
    const isClaimed = (index: number) => (claimed & (1 << index)) !== 0
    const claims = OWNERS.filter((_, index) => isClaimed(index)).map(({ stamp, replica }) =>
      cell("claimed", true, stamp, replica),
    )
    const first = [0, 1, 2].find(isClaimed)
    for (const order of ORDERS)
      expect(
        standingCell(
          order.map(index => OWNERS[index]!),
          claims,
        ).value,
        `claimed by ${claims.map(({ replica }) => replica).join(", ") || "nobody"}, in the order ${order.join()}`,
      ).toBe(first === undefined ? "eve" : OWNERS[first]!.value)
  }
})

test("CELL-6 a flag of an earlier write, or of another replica, claims nothing, and giving back is no claim", () => {
  const claims = [cell("claimed", true, 5, "r1"), cell("claimed", true, 10, "r9")]
  expect(standingCell(OWNERS, claims).value).toBe("eve")
  const givenBack = [cell("owner", null, 10, "r1"), cell("owner", "ben", 20, "r2")]
  expect(standingCell(givenBack, [cell("claimed", true, 10, "r1")]).value).toBe("ben")
})

test("CELL-6 what a workspace file brought counts as its own replica's claim", () => {
  const cells = [cell("owner", "ana", 10, "r1_r4"), cell("owner", "ben", 20, "r2")]
  expect(standingCell(cells, [cell("claimed", true, 10, "r1_r5")]).value).toBe("ana")
})
