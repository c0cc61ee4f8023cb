import { isRefusal, type Refusal } from "@weft/model/base/result"
import type { ActivityNetwork } from "@weft/model/levelling/activity-network"
import { levelActivities, type LevelledActivities, type LevellingBudget } from "@weft/model/levelling/level-activities"
import { readPsplib } from "@weft/model/levelling/psplib"
import { errorLine, sizeName } from "./arguments.ts"
import { DONE, FAILED, MISUSED, type Command, type CommandWorld } from "./command.ts"

const HELP = `pnpm weft level FILE.sm... [--schedules N] [--seed S] [--json]

Searches for short schedules of projects whose activities share resources: the single-mode files (.sm) of the Project
Scheduling Problem Library (PSPLIB), also packed with gzip.

  --schedules N  how many schedules are generated for a file at most, 5000 if not given. Each pass over all activities
                 counts as one, forwards or backwards. The search ends early where no schedule can be shorter
  --seed S       a whole number, 1 if not given; the same seed gives the same schedule
  --json         for other commands' sake: what is printed is JSON in any case

Prints one line of JSON a file:
  { file, makespan, schedules, ms, starts: [...] }
or { file, error } for one that cannot be read. The starts are those of all jobs from number 1 on, dummies included;
schedules is how many were generated, ms the time that took.

The exit status is 1 when a file could not be read; the others are done all the same.`

export const levelCommand: Command = {
  name: "level",
  summary: "searches for short schedules of projects whose resources are scarce",
  help: HELP,
  run,
}

const MOST_SCHEDULES = 100_000_000
const MOST_SEED = 2 ** 32 - 1
const MOST_BYTES = 64 * 1024 * 1024

interface LevelArguments extends LevellingBudget {
  readonly files: readonly string[]
}

async function run(args: readonly string[], world: CommandWorld): Promise<number> {
  const read = readLevelArguments(args)
  if (typeof read === "string") {
    world.complain(`${read}\n\n${HELP}`)
    return MISUSED
  }
  let status = DONE
  for (const file of read.files) {
    const network = await openNetwork(file, world)
    if (typeof network === "string") {
      world.print(JSON.stringify({ file, error: network }))
      world.complain(`${file}: ${network}`)
      status = FAILED
      continue
    }
    const begun = world.now()
    const levelled = levelledWithProgress(file, network, read, world)
    const ms = Math.max(0, Math.round(world.now() - begun))
    const { makespan, schedules, starts } = levelled
    world.print(JSON.stringify({ file, makespan, schedules, ms, starts: Array.from(starts) }))
  }
  return status
}

/** What was asked for, or in words what is wrong with it. */
function readLevelArguments(args: readonly string[]): LevelArguments | string {
  const files: string[] = []
  const numbers = { "--schedules": 5000, "--seed": 1 }
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index]!
    if (word === "--schedules" || word === "--seed") {
      const number = wholeNumber(
        args[(index += 1)],
        word === "--schedules" ? 1 : 0,
        word === "--seed" ? MOST_SEED : MOST_SCHEDULES,
      )
      if (number === null) return `${word} takes a whole number.`
      numbers[word] = number
    } else if (word.startsWith("-") && word !== "--json") return `There is no option ${word}.`
    else if (word !== "--json") files.push(word)
  }
  if (files.length === 0) return "No file is named."
  return { files, schedules: numbers["--schedules"], seed: numbers["--seed"] }
}

function wholeNumber(word: string | undefined, least: number, most: number): number | null {
  if (word === undefined || !/^\d{1,10}$/.test(word)) return null
  const number = Number(word)
  return number >= least && number <= most ? number : null
}

function levelledWithProgress(
  file: string,
  network: ActivityNetwork,
  budget: LevellingBudget,
  world: CommandWorld,
): LevelledActivities {
  let last: LevelledActivities | null = null
  for (const found of levelActivities(network, budget)) {
    last = found
    world.progress(`Levelling ${file}: ${found.makespan} after ${found.schedules} schedules`)
  }
  world.progress("")
  return last!
}

/** The network of a file, or in words why it has none. */
async function openNetwork(file: string, world: CommandWorld): Promise<ActivityNetwork | string> {
  try {
    const pieces = await world.openFile(file)
    if (typeof pieces === "string") return pieces
    const text = await textOf(pieces)
    if (text === null) return `The file is larger than ${sizeName(MOST_BYTES)}. No file of the library is.`
    const network = readPsplib(text)
    return isRefusal(network) ? psplibSentence(network) : network
  } catch (error) {
    return `The file breaks off or is damaged: ${errorLine(error)}. Copy it again.`
  }
}

async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string | null> {
  // Names may be in any encoding; the numbers are read all the same.
  const decoder = new TextDecoder()
  let [text, bytes] = ["", 0]
  for await (const piece of pieces) {
    bytes += piece.length
    if (bytes > MOST_BYTES) return null
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}

/** What is wrong with a file of the library, and where. */
function psplibSentence({ reason, detail }: Refusal): string {
  const say = (name: string) => String(detail[name] ?? "")
  const line = `Line ${say("line")}`
  switch (reason) {
    case "not-psplib":
      return `${line}: This is no file of the Project Scheduling Problem Library; no line gives the number of ${say("what")}.`
    case "missing-part":
      return `${line}: The file ends without the part "${say("what")}".`
    case "cut-off":
      return `${line}: The file ends in the middle of a part. Copy it again.`
    case "no-number":
      return `${line}: "${say("found")}" stands where a whole number must.`
    case "impossible-value":
      return `${line}: ${say("found")} cannot be the number of ${say("what")}.`
    case "not-renewable":
      return `${line}: Resources that are used up or ${say("what")} are not levelled.`
    case "several-modes":
      return `${line}: Job ${say("job")} has several modes; files with one mode for each job are read.`
    case "wrong-count":
      return `${line}: There are ${say("found")} ${say("what")} where the file announces ${say("expected")}.`
    case "wrong-job":
      return `${line}: Job ${say("expected")} must stand here, not ${say("found")}.`
    case "no-such-job":
      return `${line}: Job ${say("found")} follows job ${say("job")}, but there is none.`
    case "too-little":
      return `${line}: Job ${say("job")} needs ${say("demand")} of resource ${say("resource")}, of which there are ${say("capacity")}.`
    case "too-long":
      return `${line}: All jobs one after another take ${say("found")} units of time; ${say("most")} are the most.`
    case "ring":
      return `${line}: The jobs wait for each other in a ring: ${say("ring")}.`
    default:
      return `The file cannot be read (${reason}).`
  }
}
