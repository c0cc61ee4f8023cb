import { mkdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { seededRandom } from "@weft/model/base/random"
import { buildFaultyDisk } from "../support/faulty-disk.ts"
import { KillLoop, randomDeath, type Death } from "../support/kill-loop.ts"
import { killStore } from "../support/kill-store.ts"
import { temporaryFolder } from "../support/relay.ts"

/*
 * Kills relays while several people write, at random and at every kind of
 * operation on the disk, and then stores alone, three times as often:
 *
 *     pnpm torture --kills 100 [--seed 1]
 */
const { values } = parseArgs({ options: { kills: { type: "string" }, seed: { type: "string" } } })
const kills = Number(values.kills ?? "100")
const seed = Number(values.seed ?? Date.now() % 2 ** 32)

/** Every so-manieth relay lives for some seconds, so that it packs its documents, and dies around that. */
const LONG_LIFE_EVERY = 8
const PACKS_AFTER_MILLIS = 5_000

/** After so many kills somebody with nothing asks for everything, on a folder of its own. */
const KILLS_PER_FOLDER = 25

console.log(`${kills} kills, seed ${seed}`)
const random = seededRandom(seed)
const folder = temporaryFolder()
const library = buildFaultyDisk(folder)
if (library === null) console.log("There is no C compiler, so relays are killed at random times only, and no stores.")
const lost = [...(await killRelays()), ...(library === null ? [] : await killStores(library))]
rmSync(folder, { recursive: true, force: true })
for (const line of lost) console.error(line)
process.exitCode = lost.length === 0 ? 0 : 1

async function killRelays(): Promise<string[]> {
  const faults: string[] = []
  let acknowledged = 0
  let seen = 0
  for (let done = 0; done < kills; done += KILLS_PER_FOLDER) {
    const data = join(folder, `relay-${done}`)
    mkdirSync(data)
    const loop = new KillLoop(data, library)
    const rounds = Math.min(KILLS_PER_FOLDER, kills - done)
    for (let round = 1; round <= rounds; round += 1) {
      const isLong = round % LONG_LIFE_EVERY === 0
      const packing: Death = { at: "any time", millis: PACKS_AFTER_MILLIS + random() * 700 }
      await loop.round(isLong ? packing : randomDeath(random, library !== null))
    }
    const losses = await loop.losses()
    acknowledged += losses.acknowledged
    seen += losses.seen
    faults.push(...losses.lost)
    console.log(`${done + rounds} relays killed: ${acknowledged} acknowledged, ${seen} seen, ${faults.length} lost`)
  }
  return faults
}

async function killStores(faultyDisk: string): Promise<string[]> {
  const faults: string[] = []
  for (let done = 0; done < kills * 3; done += KILLS_PER_FOLDER) {
    const data = join(folder, `store-${done}`)
    mkdirSync(data)
    const rounds = Math.min(KILLS_PER_FOLDER, kills * 3 - done)
    for (let round = 0; round < rounds; round += 1)
      faults.push(...(await killStore(data, faultyDisk, random, random() < 0.5 ? "here" : "threads")))
    console.log(`${done + rounds} stores killed: ${faults.length} faults`)
  }
  return faults
}
