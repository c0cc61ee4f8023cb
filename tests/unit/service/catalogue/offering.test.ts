import { expect, test } from "vitest"
import {
  EMPTY_OFFERING,
  parseOfferingContent,
  wordsIn,
  type OfferingContent,
} from "@weft/model/schema/offering-content"
import { standingOn } from "@weft/model/service/catalogue"
import { faultsOfOffering } from "@weft/model/service/offering-check"

const GOOD: OfferingContent = {
  ...EMPTY_OFFERING,
  title: { en: "New laptop", de: "Neuer Laptop" },
  cost: { amount: 120_000, currency: "EUR", shownTo: "everybody" },
  form: [
    {
      key: "model",
      kind: "select",
      label: { en: "Model" },
      help: {},
      isRequired: true,
      options: [{ key: "small", label: { en: "Small" } }],
      shownIf: null,
    },
    {
      key: "why",
      kind: "long-text",
      label: { en: "Why" },
      help: {},
      isRequired: false,
      options: [],
      shownIf: { field: "model", value: "small" },
    },
  ],
  approval: { needed: 1, approvers: ["ana" as never] },
  tasks: [
    {
      key: "order",
      title: { en: "Order" },
      description: {},
      team: null,
      person: null,
      space: null,
      from: "opening",
      workingDays: 2,
      after: [],
      onlyIf: { field: "model", value: null },
    },
  ],
}

test("CATALOGUE-3 what was published reads back as it was written, and anything else reads as an offering that can be shown", () => {
  expect(parseOfferingContent(structuredClone(GOOD))).toEqual(GOOD)
  expect(faultsOfOffering(GOOD)).toEqual([])
  for (const raw of [null, undefined, 1, "text", [], true]) expect(parseOfferingContent(raw)).toBeNull()
  expect(parseOfferingContent({})).toEqual(EMPTY_OFFERING)
  const spoilt = parseOfferingContent({
    title: { en: 1, de: "Neuer Laptop", fr: "Nouveau" },
    cost: { amount: -1, currency: "EUR" },
    form: [{ key: "a b" }, { key: "a", kind: "dance", options: [{ key: "x" }] }, { key: "a" }, 7],
    approval: { needed: 9, approvers: ["ana", "ana", "ben"] },
    tasks: [{ key: "t", workingDays: 1.5, after: ["t", "u"], onlyIf: { field: "" } }],
  })
  expect(spoilt).toMatchObject({
    title: { de: "Neuer Laptop" },
    cost: null,
    form: [{ key: "a", kind: "text", options: [] }],
    approval: { needed: 2, approvers: ["ana", "ben"] },
    tasks: [{ key: "t", workingDays: 0, after: ["u"], onlyIf: null }],
  })
})

test("CATALOGUE-3 words that one language lacks are said in the other", () => {
  expect(wordsIn({ en: "Laptop", de: "Rechner" }, "de")).toBe("Rechner")
  expect(wordsIn({ en: "Laptop" }, "de")).toBe("Laptop")
  expect(wordsIn({}, "de")).toBe("")
})

test("CATALOGUE-3 what nobody could ask for or do is not published, and it is told where", () => {
  const [model, why] = GOOD.form as [OfferingContent["form"][number], OfferingContent["form"][number]]
  const [order] = GOOD.tasks as [OfferingContent["tasks"][number]]
  const spoilt: readonly (readonly [Partial<OfferingContent>, string])[] = [
    [{ title: { en: "  " } }, "title-missing "],
    [{ audience: "organisations" }, "audience-without-organisations "],
    [{ cost: { amount: 1, currency: "Euro", shownTo: "everybody" } }, "currency-unknown "],
    [{ form: [{ ...model, label: {} }] }, "field-label-missing model"],
    [{ form: [{ ...model, options: [] }] }, "field-options-missing model"],
    [{ form: [{ ...model, options: [{ key: "x", label: {} }] }] }, "option-label-missing model"],
    [{ form: [why, model] }, "condition-not-above why"],
    [{ tasks: [{ ...order, title: {} }] }, "task-title-missing order"],
    [
      {
        tasks: [
          { ...order, after: ["hand-over"] },
          { ...order, key: "hand-over" },
        ],
      },
      "task-waits-below order",
    ],
    [{ tasks: [{ ...order, onlyIf: { field: "colour", value: null } }] }, "condition-not-above order"],
  ]
  for (const [change, said] of spoilt) {
    const found = faultsOfOffering({ ...GOOD, ...change }).map(({ fault, key }) => `${fault} ${key}`)
    expect(found, JSON.stringify(change)).toContain(said)
  }
})

test("CATALOGUE-4 a service or an offering comes and goes on the days that were set for it", () => {
  const on = (row: Partial<Parameters<typeof standingOn>[0]>) =>
    ["2026-11-22", "2026-11-23", "2026-11-24"].map(day =>
      standingOn({ standing: "planned", publishOn: null, retireOn: null, ...row }, day),
    )
  expect(on({})).toEqual(["planned", "planned", "planned"])
  expect(on({ publishOn: "2026-11-23" })).toEqual(["planned", "live", "live"])
  expect(on({ publishOn: "2026-11-23", retireOn: "2026-11-24" })).toEqual(["planned", "live", "retired"])
  expect(on({ standing: "live" })).toEqual(["live", "live", "live"])
  expect(on({ standing: "live", retireOn: "2026-11-23" })).toEqual(["live", "retired", "retired"])
  expect(on({ standing: "retired", publishOn: "2026-11-23" })).toEqual(["retired", "retired", "retired"])
})
