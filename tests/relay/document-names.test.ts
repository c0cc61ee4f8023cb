import * as fc from "fast-check"
import { expect, test } from "vitest"
import {
  DOCUMENT_KINDS,
  formatDocumentName,
  MAX_DOCUMENT_NAME_LENGTH,
  parseDocumentName,
  type DocumentKind,
} from "@weft/model/wire/document-name"

const segment = fc.stringMatching(/^[0-9A-Za-z_-]{1,20}$/)
const addresses = fc.constantFrom(...(Object.keys(DOCUMENT_KINDS) as DocumentKind[])).chain(kind =>
  fc.record({
    workspace: segment,
    kind: fc.constant(kind),
    ids: fc.array(segment, { minLength: DOCUMENT_KINDS[kind], maxLength: DOCUMENT_KINDS[kind] }),
  }),
)

test("WIRE-4 every address is read as it was written", () => {
  fc.assert(
    fc.property(addresses, address => {
      expect(parseDocumentName(formatDocumentName(address))).toEqual(address)
    }),
  )
})

test("WIRE-4 names of every kind of document are read", () => {
  expect(parseDocumentName("acme/people")).toEqual({ workspace: "acme", kind: "people", ids: [] })
  expect(parseDocumentName("acme/time/m1/2026-11")).toEqual({ workspace: "acme", kind: "time", ids: ["m1", "2026-11"] })
})

const ILL_NAMES = [
  "",
  "/",
  "acme",
  "acme/",
  "acme/people/",
  "acme/people/1",
  "acme/space",
  "acme/space/",
  "acme/space/a/b",
  "acme//a",
  "acme/Space/a",
  "acme/toString",
  "acme/__proto__",
  "acme/space/..",
  "acme/space/a.b",
  "acme/space/a b",
  "acme/space/ä",
  "acme/space/a\n",
  "../acme/people",
  "/acme/people",
  `acme/space/${"a".repeat(65)}`,
  `${"a".repeat(64)}/archive/${"b".repeat(64)}/${"c".repeat(63)}`,
]

test.each(ILL_NAMES)("%j is no document name", name => {
  expect(parseDocumentName(name)).toBeNull()
})

test("a name is never longer than its bound", () => {
  const longest = { workspace: "a".repeat(64), kind: "comments", ids: ["b".repeat(64), "c".repeat(61)] } as const
  expect(formatDocumentName(longest)).toHaveLength(MAX_DOCUMENT_NAME_LENGTH)
  expect(() => formatDocumentName({ ...longest, ids: ["b".repeat(64), "c".repeat(62)] })).toThrow()
})
