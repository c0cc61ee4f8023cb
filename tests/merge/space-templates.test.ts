import { expect } from "vitest"
import { createItem } from "@weft/model/actions/item"
import {
  createSpaceFrom,
  renameSpaceTemplate,
  saveSpaceTemplate,
  trashSpaceTemplate,
} from "@weft/model/actions/space-template"
import type { ItemId, SpaceId, SpaceTemplateId } from "@weft/model/base/ids"
import { living } from "@weft/model/schema/snapshot"
import { workflowOf } from "@weft/model/tasks/workflow"
import type { Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

const FLAT = "S7" as SpaceId

function save(person: Person, name: string): SpaceTemplateId {
  const id = person.newId<SpaceTemplateId>()
  person.do(saveSpaceTemplate, { id, name, withItems: true })
  return id
}

function makeItem(person: Person, title: string): void {
  person.do(createItem, { id: person.newId<ItemId>(), title, fields: { due: "2026-11-24" } })
}

scenario("V5 a template of spaces is renamed and deleted, while a space is made of it: the space is whole", {
  given: ana => {
    makeItem(ana, "Pack")
    return save(ana, "House")
  },
  ana: (ana, template) => {
    ana.do(renameSpaceTemplate, { template, name: "Castle" })
    ana.do(trashSpaceTemplate, { template })
  },
  ben: (ben, template) => {
    for (const kind of ["setup", "space"]) ben.replica.open(`${kind}/${FLAT}`)
    const contents = ben.snapshot.spaceTemplates.get(template)!.contents!
    const args = { id: FLAT, name: "Flat", prefix: "FLAT", contents, start: "2027-01-04", people: {} }
    ben.replica.perform(createSpaceFrom, FLAT, args, ben.me)
  },
  outcome: ({ snapshot, person }, template) => {
    expect(snapshot.spaceTemplates.get(template)).toMatchObject({ name: "Castle", deleted: { by: "ana" } })
    const flat = person.replica.snapshot(FLAT)
    expect(flat.profiles.get(FLAT)?.name).toBe("Flat")
    expect(workflowOf(flat)).toHaveLength(5)
    expect(living(flat.items)).toMatchObject([{ title: "Pack", due: "2027-01-04" }])
  },
})

scenario(
  "V6 two people save a space as a template, while one of them works in it: both are there, as each saw the space",
  {
    given: ana => makeItem(ana, "Pack"),
    ana: ana => {
      makeItem(ana, "Carry")
      save(ana, "House")
    },
    ben: ben => void save(ben, "House"),
    outcome: ({ snapshot }) => {
      const templates = living(snapshot.spaceTemplates)
      const titles = templates.map(({ contents }) =>
        contents!.records.flatMap(({ kind, values }) => (kind === "items" ? [values["title"]] : [])).sort(),
      )
      expect(templates.map(({ name }) => name)).toEqual(["House", "House"])
      expect(titles.sort((left, right) => left.length - right.length)).toEqual([["Pack"], ["Carry", "Pack"]])
    },
  },
)
