import { expect } from "vitest"
import {
  createImprovement,
  patchImprovement,
  restoreImprovement,
  reviewImprovement,
  trashImprovement,
} from "@weft/model/actions/improvement"
import type { ImprovementId, Measured } from "@weft/model/schema/improvement"
import type { Person } from "../support/person.ts"
import { scenario } from "../support/two-replicas.ts"

const THEN: Measured = { value: 0.4, zone: "Europe/Berlin", from: "2026-10-01", to: "2026-10-31" }
const measuredAs = (value: number): Measured => ({ ...THEN, value, from: "2026-11-01", to: "2026-11-30" })

function put(person: Person): ImprovementId {
  const id = person.newId<ImprovementId>()
  const measure = { measure: "kept", target: "resolution", percentile: "median", split: "", value: "" }
  person.do(createImprovement, { id, title: "Answer first", measure, baseline: THEN, reviewOn: "2026-11-30" })
  person.do(patchImprovement, { id, state: "trying" })
  return id
}

scenario("I1 two edit an improvement: each field goes by itself, and what it was measured by stays", {
  given: put,
  ana: (ana, id) => ana.do(patchImprovement, { id, title: "Answer before nine", goal: 0.9 }),
  ben: (ben, id) => ben.do(patchImprovement, { id, hypothesis: "Mornings are quiet", goal: 0.8 }),
  outcome: ({ snapshot, later }, id) =>
    expect(snapshot.improvements.get(id)).toMatchObject({
      ...{ title: "Answer before nine", hypothesis: "Mornings are quiet" },
      ...{ goal: later === "ana" ? 0.9 : 0.8, baseline: THEN },
    }),
})

scenario("I2 two review an improvement: the later review stands, whole", {
  given: put,
  ana: (ana, id) =>
    ana.do(reviewImprovement, { id, state: "kept", outcome: "It holds", result: measuredAs(0.8), reviewOn: null }),
  ben: (ben, id) =>
    ben.do(reviewImprovement, { id, state: "trying", outcome: "", result: measuredAs(0.5), reviewOn: "2026-11-30" }),
  outcome: ({ snapshot, later }, id) =>
    expect(snapshot.improvements.get(id)).toMatchObject(
      later === "ana"
        ? { state: "kept", outcome: "It holds", result: measuredAs(0.8), reviewOn: null }
        : { state: "trying", outcome: "", result: measuredAs(0.5), reviewOn: "2026-11-30" },
    ),
})

scenario("I3 one reviews an improvement while the other edits it: the review stands, and so does the edit beside it", {
  given: put,
  ana: (ana, id) =>
    ana.do(reviewImprovement, { id, state: "kept", outcome: "It holds", result: measuredAs(0.8), reviewOn: null }),
  ben: (ben, id) => ben.do(patchImprovement, { id, title: "Answer before nine", reviewOn: "2026-12-24" }),
  outcome: ({ snapshot, later }, id) =>
    expect(snapshot.improvements.get(id)).toMatchObject({
      ...{ title: "Answer before nine", state: "kept", outcome: "It holds", result: measuredAs(0.8) },
      reviewOn: later === "ana" ? null : "2026-12-24",
    }),
})

scenario(
  "I4 one deletes an improvement while the other reviews it: it is in the trash, and comes back with the review",
  {
    given: put,
    ana: (ana, id) => ana.do(trashImprovement, { id }),
    ben: (ben, id) =>
      ben.do(reviewImprovement, { id, state: "dropped", outcome: "No use", result: measuredAs(0.3), reviewOn: null }),
    outcome: ({ snapshot }, id) =>
      expect(snapshot.improvements.get(id)).toMatchObject({ deleted: { by: "ana", editedAfter: true } }),
    afterwards: ({ ana, ben, share }, id) => {
      ana.do(restoreImprovement, { id })
      share()
      expect(ben.snapshot.improvements.get(id)).toMatchObject({ deleted: null, state: "dropped", outcome: "No use" })
    },
  },
)
