import { afterAll, expect, test, vi } from "vitest"
import { createSpaceFrom } from "@weft/model/actions/space-template"
import type { SpaceId } from "@weft/model/base/ids"
import { seededRandom } from "@weft/model/base/random"
import { living } from "@weft/model/schema/snapshot"
import { startingStatus, workflowOf } from "@weft/model/tasks/workflow"
import { BUILT_IN, builtInContents } from "../../../packages/client/src/parts/space-templates/built-in.ts"
import { chooseLanguage } from "../../../packages/client/src/text/index.ts"
import { MORNING, Person } from "../../support/person.ts"

const NEXT = "S7" as SpaceId

// The page says in which language it speaks.
vi.stubGlobal("document", { documentElement: {} })
afterAll(() => chooseLanguage("en", ["en"]))

for (const language of ["en", "de"] as const)
  for (const which of BUILT_IN)
    test(`SPACETEMPLATE-2 a space is made of the built-in template ${which} in ${language}`, async () => {
      await chooseLanguage(language, [language])
      const ana = new Person("ana", 1, MORNING)
      for (const kind of ["setup", "space"]) ana.replica.open(`${kind}/${NEXT}`)
      const contents = builtInContents(which, seededRandom(7))
      const args = { id: NEXT, name: "Next", prefix: "NEXT", contents, start: "2026-11-23", people: {} }
      expect(ana.replica.perform(createSpaceFrom, NEXT, args, ana.me)).not.toHaveProperty("reason")
      const space = ana.replica.snapshot(NEXT)
      const workflow = workflowOf(space)
      expect(workflow.every(({ name }) => name !== "")).toBe(true)
      expect(workflow.some(({ category }) => category === "done")).toBe(true)
      expect(startingStatus(space, undefined)?.category).toBe("waiting")
      const [board] = living(space.boards)
      expect(Object.keys(board!.limits).every(status => space.statuses.has(status))).toBe(true)
      expect(living(space.itemTypes).length).toBeGreaterThan(0)
      const days = living(space.items).map(({ due }) => due)
      expect(days.sort()).toEqual(which === "project" ? ["2026-11-23", "2026-11-30", "2026-12-21", "2027-01-18"] : [])
    })
