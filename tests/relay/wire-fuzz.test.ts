import { expect, test } from "vitest"
import { FOUND } from "./fuzz/found-inputs.ts"
import { fuzz, replay } from "./fuzz/fuzz.ts"

const FRAMES = 100_000

test("WIRE-5 whatever a hundred thousand frames hold, they are handled in passing, and what was accepted is sound", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31)
  console.log(`seed ${seed}`)
  const failures = await fuzz(FRAMES, seed)
  expect(failures.map(failure => JSON.stringify(failure))).toEqual([])
})

for (const [number, { was, inputs }] of FOUND.entries())
  test(`found input ${number}: ${was}`, async () => {
    expect(await replay(inputs)).toBeNull()
  })
