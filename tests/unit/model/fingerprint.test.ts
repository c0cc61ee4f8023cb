import { createHash } from "node:crypto"
import { expect, test } from "vitest"
import { KIND_NAMES, kindNamed, SCHEMA_VERSION } from "@weft/model/schema/kinds"
import { fingerprintOf } from "@weft/model/schema/record"

/**
 * The stored shape of version 1. New fields and kinds change it: then pin the new sum here. A field that other builds
 * read otherwise than before needs a new version and a migration as well.
 */
const PINNED = "dc586154eed1b31e607defe846047c5b80a2e421baf1f2a2c66333d5ae91a466"

test("FIELD-3 the stored shape is the pinned one", () => {
  const shape = fingerprintOf(KIND_NAMES.map(kindNamed))
  expect(createHash("sha256").update(shape).digest("hex"), shape).toBe(PINNED)
  expect(SCHEMA_VERSION).toBe(1)
})
