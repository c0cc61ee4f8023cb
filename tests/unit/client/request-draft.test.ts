import { expect, test } from "vitest"
import { seededRandom } from "@weft/model/base/random"
import type { OfferingVersionId } from "@weft/model/base/ids"
import { emptyDraft, isWritten, readDraft } from "../../../packages/client/src/views/catalogue/request-draft.ts"

const EMPTY = emptyDraft("V1" as OfferingVersionId, "medium", seededRandom(1))

test("CATALOGUE-8 a draft of a request is kept as it was written, under the id of the ticket that it becomes", () => {
  const written = {
    ...EMPTY,
    title: "Laptop",
    answers: { model: "small", screen: true, inches: 27 },
    requester: { made: { name: "Petra", mail: "petra@example.org" } },
    channel: "mail" as const,
    description: "As soon as possible",
  }
  expect(readDraft(JSON.parse(JSON.stringify(written)))).toEqual(written)
  expect(readDraft({ ...written, requester: { known: "C1" } })?.requester).toEqual({ known: "C1" })
  expect(isWritten(EMPTY)).toBe(false)
  expect(isWritten(written)).toBe(true)
})

test("CATALOGUE-8 what was kept and is no draft is none, and what of it does not fit is as if it was not written", () => {
  for (const raw of [undefined, null, 1, "draft", {}, { id: "a b", version: "V1" }, { id: "A" }])
    expect(readDraft(raw)).toBeNull()
  const read = readDraft({
    id: "A",
    version: "V1",
    title: 7,
    answers: { model: ["small"], why: "eyes" },
    requester: { known: "a b" },
    channel: "pigeon",
    priority: "most",
  })
  expect(read).toEqual({
    id: "A",
    version: "V1",
    title: "",
    answers: { why: "eyes" },
    requester: null,
    channel: "phone",
    priority: "none",
    description: "",
  })
})
