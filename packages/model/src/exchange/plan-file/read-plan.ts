import { isRefusal, refuse, type Refusal } from "../../base/result.ts"
import { planOfGanttProject } from "../gantt-project/read.ts"
import { planOfMspdi } from "../mspdi/read.ts"
import { planOfOutline } from "../outline/read.ts"
import { XmlDecoder } from "../xml/decode.ts"
import { readXml, type ReadingXml } from "../xml/read.ts"
import type { PlanFile } from "./plan-file.ts"

/** The most bytes of a table: it is held as one text. */
const MOST_TABLE_BYTES = 64 * 1024 * 1024

/**
 * Reads a plan of any known format, told by what is in the file: XML of Microsoft Project or GanttProject, otherwise a
 * table of tasks. Beside the refusals of each format `not-plan` with the `found` root element, for other XML.
 */
export async function readPlan(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  reading: ReadingXml = {},
): Promise<PlanFile | Refusal> {
  const head: Uint8Array[] = []
  const rest = iteratorOf(chunks)
  let isTable: boolean | null = null
  while (isTable === null) {
    const next = await rest.next()
    if (next.done === true) break
    head.push(next.value)
    isTable = looksLikeTable(head)
  }
  const all = joined(head, rest)
  if (isTable === true) return readOutline(all, reading)
  const root = await readXml(all, reading)
  if (isRefusal(root)) return root
  if (root.name === "Project") return planOfMspdi(root)
  return root.name === "project" ? planOfGanttProject(root) : refuse("not-plan", { found: root.name })
}

type Chunks = AsyncIterator<Uint8Array> | Iterator<Uint8Array>

function iteratorOf(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Chunks {
  return Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]()
}

/** Whether text begins that is no XML; null while there is nothing to tell it by. */
function looksLikeTable(head: readonly Uint8Array[]): boolean | null {
  const decoder = new XmlDecoder()
  let text = ""
  for (const chunk of head) {
    const piece = decoder.write(chunk)
    if (isRefusal(piece)) return false
    text += piece
  }
  if (text === "") text = latinText(head)
  const begin = text.trimStart().charAt(0)
  return begin === "" ? null : begin !== "<"
}

/** The first letters of a file that is too short to tell its encoding by; a mark of UTF-16 begins no table here. */
function latinText(head: readonly Uint8Array[]): string {
  const bytes = head.flatMap(chunk => [...chunk])
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  const text = String.fromCharCode(...(isMarked ? bytes.slice(3) : bytes))
  return text.startsWith("\u00fe") || text.startsWith("\u00ff") || text.startsWith("\0") ? "<" : text
}

async function* joined(head: readonly Uint8Array[], rest: Chunks): AsyncGenerator<Uint8Array> {
  try {
    yield* head
    for (;;) {
      const next = await rest.next()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    // Whoever reads no further lets the file be closed.
    await rest.return?.()
  }
}

async function readOutline(
  chunks: AsyncIterable<Uint8Array>,
  { progress, isCancelled }: ReadingXml,
): Promise<PlanFile | Refusal> {
  const decoder = new XmlDecoder()
  let text = ""
  let bytes = 0
  for await (const chunk of chunks) {
    if (isCancelled?.() === true) return refuse("cancelled")
    bytes += chunk.length
    if (bytes > MOST_TABLE_BYTES) return refuse("too-big", { megabytes: MOST_TABLE_BYTES / 1024 / 1024 })
    const piece = decoder.write(chunk)
    if (isRefusal(piece)) return { ...piece, detail: { ...piece.detail, line: text.split("\n").length, column: 1 } }
    text += piece
    progress?.(bytes)
  }
  const last = decoder.end()
  return isRefusal(last) ? last : planOfOutline(text + last)
}
