import { spawn } from "node:child_process"
import { once } from "node:events"
import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { fuzz } from "./fuzz.ts"

/*
 * `pnpm fuzz --frames N [--seed S] [--processes P]`: sends so many frames to
 * relays in as many processes as there are cores, and prints what broke.
 */
const { values } = parseArgs({
  options: {
    frames: { type: "string", default: "1000000" },
    seed: { type: "string" },
    processes: { type: "string" },
    part: { type: "boolean", default: false },
  },
})
const frames = Number(values.frames)
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
const processes = values.processes === undefined ? availableParallelism() : Number(values.processes)

/** So far apart that no two processes come to the same seed. */
const SEEDS_PER_PROCESS = 10_000_000

async function runPart(): Promise<void> {
  const failures = await fuzz(frames, seed)
  for (const failure of failures) console.log(JSON.stringify(failure))
  process.exitCode = failures.length === 0 ? 0 : 1
}

async function runAll(): Promise<void> {
  const each = Math.ceil(frames / processes)
  console.log(`${frames} frames in ${processes} processes, seed ${seed}`)
  const startedAt = performance.now()
  const codes = await Promise.all(
    Array.from({ length: processes }, async (_, place) => {
      const args = ["--part", "--frames", String(each), "--seed", String(seed + place * SEEDS_PER_PROCESS)]
      const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...args], { stdio: "inherit" })
      const [code] = (await once(child, "exit")) as [number | null]
      return code
    }),
  )
  const broken = codes.filter(code => code !== 0).length
  const seconds = Math.round((performance.now() - startedAt) / 1000)
  console.log(
    `${each * processes} frames in ${seconds} s: ${broken === 0 ? "nothing broke" : `broken in ${broken} processes`}`,
  )
  process.exitCode = broken === 0 ? 0 : 1
}

await (values.part ? runPart() : runAll())
