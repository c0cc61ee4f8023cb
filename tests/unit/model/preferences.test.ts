import { expect, test } from "vitest"
import { chooseWeekStart } from "@weft/model/actions/preference"
import { preferencesOf } from "@weft/model/schema/preference"
import type { MemberId } from "@weft/model/base/ids"
import { foundSpace, MORNING, Person } from "../../support/person.ts"

test("SETTINGS-1 the first day of the week is a member's own, and of two devices the later choice stands", () => {
  const [here, there] = [new Person("ana", 1, MORNING), new Person("ana", 2, MORNING)]
  foundSpace(here, ["ana", "ben"])
  for (const update of here.outbox) there.receive(update)
  here.outbox = []
  here.do(chooseWeekStart, { day: 7 })
  there.now += 60_000
  there.do(chooseWeekStart, { day: 6 })
  for (const update of there.outbox) here.receive(update)
  for (const update of here.outbox) there.receive(update)
  const id = preferencesOf("ana" as MemberId)
  for (const device of [here, there]) {
    const document = device.replica.document("personal/ana")!
    expect(document.rows("preferences").get(id)?.["weekStart"]).toBe(6)
  }
  here.now += 120_000
  here.do(chooseWeekStart, { day: null })
  expect(here.replica.document("personal/ana")!.rows("preferences").get(id)?.["weekStart"]).toBeNull()
})
