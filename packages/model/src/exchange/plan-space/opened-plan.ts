import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import type { Instant } from "../../time/instant.ts"
import { decodedText } from "../encoded-text.ts"
import { isPlanTable } from "../outline/read.ts"
import { factsOf, pinsOf, withPins, type Pin, type PlanFacts } from "../plan-file/plan-facts.ts"
import type { PlanFile } from "../plan-file/plan-file.ts"
import { readPlan } from "../plan-file/read-plan.ts"
import type { ReadingXml } from "../xml/read.ts"
import { gunzip } from "./gzip.ts"
import { packFile, type PackedFile } from "./kept-file.ts"

/** A plan's file as a screen shows it before it is imported, as plain data that a worker can send. */
export interface OpenedPlan {
  /** Without what it was read from. */
  readonly file: PlanFile
  readonly program: "microsoft-project" | "gantt-project" | "table"
  /** The file itself, to be kept; nothing where there is none to keep, or where it is too large. */
  readonly packed: PackedFile | null
  readonly isTooLargeToKeep: boolean
  readonly facts: PlanFacts
  /** What would keep tasks where the file has them, and the facts then. */
  readonly pins: readonly Pin[]
  readonly pinned: PlanFacts
}

/** What a plan's file may not say of itself. */
export interface PlanReading {
  readonly name: string
  /** When work begins today, on the wall clock. */
  readonly today: Instant
}

/** Bytes of a file that are handed on at a time. */
const CHUNK = 1 << 20

/**
 * Opens a plan's file of any known format, also packed with gzip. Beside the refusals of `readPlan`: `damaged-archive`
 * for a packed file that cannot be unpacked. A plan without a name of its own is called as `name` says, and one without
 * any date begins `today`.
 */
export async function openPlan(
  bytes: Uint8Array,
  { name, today }: PlanReading,
  reading: ReadingXml = {},
): Promise<OpenedPlan | Refusal> {
  const unpacked = isGzip(bytes) ? await gunzip(bytes) : bytes
  if (unpacked === null) return refuse("damaged-archive")
  const read = await readPlan(chunksOf(unpacked), reading)
  if (isRefusal(read)) return read
  const packed = read.source === null ? null : await packFile(read.source)
  const { project } = read
  const start = read.hasNoStart === true ? today : project.start
  const file = withoutSources({ ...read, project: { ...project, start, name: project.name || name } })
  const pins = pinsOf(file)
  const facts = factsOf(file)
  return {
    file,
    program: read.source !== null ? "microsoft-project" : read.silent === undefined ? "gantt-project" : "table",
    packed,
    isTooLargeToKeep: read.source !== null && packed === null,
    facts,
    pins,
    pinned: pins.length === 0 ? facts : factsOf(withPins(file, pins)),
  }
}

/**
 * Whether a file is to be read as a plan, told by what is in it: XML, the binary format of Microsoft Project (which is
 * refused in words then), a table whose first line names the columns of a plan, or either of these packed.
 */
export async function isPlanFile(bytes: Uint8Array): Promise<boolean> {
  const begin = isGzip(bytes) ? await gunzip(bytes) : bytes
  // What cannot be unpacked is told as a plan: no board comes packed so.
  if (begin === null || isBinaryPlan(begin)) return true
  const head = begin.subarray(0, HEAD)
  const letters = String.fromCharCode(...head.filter(byte => byte !== 0 && byte < 0x80))
  if (/^\s*<(\?xml|project)\b/i.test(letters)) return true
  const text = decodedText(head)
  return text !== null && isPlanTable(text)
}

/** Bytes by which a file is told: its first line, if it is a table. */
const HEAD = 8192

/** The head of a compound file, which Microsoft Project saves unless it is told otherwise. */
function isBinaryPlan(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Lets whoever waits be heard between two pieces. */
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let begin = 0; begin < bytes.length || begin === 0; begin += CHUNK) yield bytes.subarray(begin, begin + CHUNK)
}

function withoutSources(file: PlanFile): PlanFile {
  const without = <R extends { readonly source: unknown }>(rows: readonly R[]) =>
    rows.map(row => ({ ...row, source: null }))
  return {
    ...file,
    source: null,
    calendars: without(file.calendars),
    tasks: without(file.tasks),
    links: without(file.links),
    resources: without(file.resources),
    assignments: without(file.assignments),
  }
}
