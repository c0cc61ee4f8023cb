import { isRefusal } from "@weft/model/base/result"
import { readMspdi } from "@weft/model/exchange/mspdi/read"
import { writeMspdi } from "@weft/model/exchange/mspdi/write"
import { toPlanInput } from "@weft/model/exchange/plan-file/plan-input"
import { schedulePlan } from "@weft/model/plan/schedule-plan"
import { figure, medianOf, report } from "./report.ts"

const RUNS = 7
const MEGABYTES = 10
const PIECE = 256 * 1024

/** A file of Microsoft Project of ten megabytes, as it comes from a disk: reading it, and writing it again. */
export async function benchPlanFiles(): Promise<void> {
  const bytes = new TextEncoder().encode(largeFile())
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(bytes.subarray(at, at + PIECE))
  const [bare, reads, writes] = [[] as number[], [] as number[], [] as number[]]
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    if (countTags(pieces) === 0) throw new Error("the file has no tags")
    const counted = performance.now()
    const plan = await readMspdi(pieces)
    const read = performance.now()
    if (isRefusal(plan)) throw new Error(plan.reason)
    const schedule = schedulePlan(toPlanInput(plan))
    const scheduled = performance.now()
    let written = 0
    for (const piece of writeMspdi(plan, schedule)) written += piece.length
    if (written < bytes.length / 2) throw new Error("half of the file is gone")
    bare.push(counted - start)
    reads.push(read - counted)
    writes.push(performance.now() - scheduled)
  }
  const size = `${Math.round(bytes.length / 1e6)} MB of MSPDI`
  const baseline = { name: "text decoded and tags counted", median: medianOf(bare) }
  report(figure({ bench: "plan-files", figure: `${size}, read`, unit: "ms", target: 500, baseline }, reads))
  report(figure({ bench: "plan-files", figure: `${size}, written again`, unit: "ms", target: 1_000 }, writes))
}

function countTags(pieces: readonly Uint8Array[]): number {
  const decoder = new TextDecoder("utf-8", { fatal: true })
  let tags = 0
  for (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true })
    for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) tags += 1
  }
  return tags
}

/** Fields of a task that Microsoft Project writes and nobody reads here; they make up most of a real file. */
const UNREAD =
  "CreateDate Contact Hyperlink OverAllocated FixedCost Cost OvertimeCost ActualCost RemainingCost ACWP CV BCWS BCWP".split(
    " ",
  )

function largeFile(): string {
  const tasks: string[] = []
  const assignments: string[] = []
  let length = 0
  for (let uid = 1; length < MEGABYTES * 1e6; uid++) {
    const isSummary = uid % 10 === 1
    const link = isSummary
      ? ""
      : `<PredecessorLink><PredecessorUID>${uid - 1}</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink>`
    const unread = UNREAD.map(name => `\n\t\t\t<${name}>0</${name}>`).join("")
    const task = `\n\t\t<Task>\n\t\t\t<UID>${uid}</UID>\n\t\t\t<ID>${uid}</ID>\n\t\t\t<Name>Task ${uid}</Name>\n\t\t\t<OutlineLevel>${isSummary ? 1 : 2}</OutlineLevel>
\t\t\t<Start>2026-03-02T08:00:00</Start>\n\t\t\t<Finish>2026-03-03T17:00:00</Finish>\n\t\t\t<Duration>PT16H0M0S</Duration>\n\t\t\t<DurationFormat>7</DurationFormat>${unread}
\t\t\t<ConstraintType>0</ConstraintType>\n\t\t\t<CalendarUID>-1</CalendarUID>${link}\n\t\t</Task>`
    const assignment = `\n\t\t<Assignment>\n\t\t\t<UID>${uid}</UID>\n\t\t\t<TaskUID>${uid}</TaskUID>\n\t\t\t<ResourceUID>1</ResourceUID>\n\t\t\t<Units>1</Units>\n\t\t\t<Work>PT16H0M0S</Work>\n\t\t</Assignment>`
    tasks.push(task)
    if (!isSummary) assignments.push(assignment)
    length += task.length + assignment.length
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">
\t<StartDate>2026-03-02T08:00:00</StartDate>\n\t<Tasks>${tasks.join("")}\n\t</Tasks>\n\t<Resources><Resource><UID>1</UID><Name>Ana</Name></Resource></Resources>\n\t<Assignments>${assignments.join("")}\n\t</Assignments>\n</Project>`
}
