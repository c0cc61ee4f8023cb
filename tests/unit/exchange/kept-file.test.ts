import { expect, test } from "vitest"
import { ChangeWriter } from "@weft/model/actions/writer"
import { keepFile, keptKeys, unpackFile } from "@weft/model/exchange/plan-space/kept-file"
import { living } from "@weft/model/schema/snapshot"
import { foundSpace, MORNING, Person, SPACE } from "../../support/person.ts"

test("PLAN-25 a kept file of which parts are lacking is none, however many it says that there are", async () => {
  const ana = new Person("ana", 1, MORNING)
  foundSpace(ana, ["ana"])
  const write = new ChangeWriter(ana.snapshot)
  const packed = { digest: "one", parts: ["H4sIAAAA"], withMoney: null }
  keepFile({ snapshot: ana.snapshot, write, now: ana.now, withCosts: false }, "plan", packed)
  ana.replica.write(write.changes, ana.me)
  expect(keptKeys(ana.snapshot)).toEqual(["plan"])
  const id = living(ana.snapshot.keptFiles)[0]!.id
  const parts = {
    do: "set",
    document: `space/${SPACE}`,
    kind: "keptFiles",
    id,
    field: "parts",
    value: 2 ** 40,
  } as const
  ana.replica.write([parts], ana.me)
  expect(await unpackFile(ana.snapshot, "plan")).toBeNull()
})
