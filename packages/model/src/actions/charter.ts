import { newId, type ClosingPartId, type Id, type MemberId } from "../base/ids.ts"
import { refuse } from "../base/result.ts"
import { charterOf, isClosedProject } from "../plan/charter-of-space.ts"
import { closingFindings, lateEdits, seenRecords, type ClosingCheck } from "../plan/closing.ts"
import { charterId, type ProjectState } from "../schema/steering.ts"
import { dayOf, type Moment } from "../time/moment.ts"
import { defineAction, type ActionContext } from "./define.ts"

export interface CharterPatch {
  readonly goal?: string
  readonly start?: Moment | null
  readonly end?: Moment | null
  readonly sponsor?: MemberId | null
  readonly lessons?: string
}

/** Writes down what a project is for, when it shall be done and who stands for it. */
export const patchCharter = defineAction<CharterPatch>("project.charter", (context, patch) => {
  const standing = charterOf(context.snapshot)
  if (isClosedProject(standing)) return refuse("project-closed")
  const [start, end] = [patch.start ?? standing?.start, patch.end ?? standing?.end]
  const isSet = patch.start !== null && patch.end !== null && start != null && end != null
  if (isSet && dayOf(end) < dayOf(start)) return refuse("finish-before-start")
  const id = makeCharter(context)
  context.write.patch("charters", id, patch)
})

/** The states that one may go to from each, closing and opening again aside. */
const STEPS: Readonly<Record<ProjectState, readonly ProjectState[]>> = {
  request: ["chartered"],
  chartered: ["request", "active"],
  active: ["chartered"],
  closed: ["archived"],
  archived: ["closed"],
}

/**
 * Takes a project a step on in its life, or back. It is chartered once its charter says what it is for, when and by whom;
 * closing has an action of its own.
 */
export const moveProject = defineAction<{ readonly to: ProjectState }>("project.move", (context, { to }) => {
  const charter = charterOf(context.snapshot)
  const from = charter?.state ?? "active"
  // A space that nobody has chartered may begin as a request.
  const steps = from === "active" ? [...STEPS.active, "request" as const] : STEPS[from]
  if (!steps.includes(to)) return refuse("step-not-possible")
  if (to === "chartered") {
    const isWhole = charter !== undefined && charter.goal.trim() !== "" && charter.sponsor !== null
    if (!isWhole || charter.start === null || charter.end === null) return refuse("charter-incomplete")
  }
  context.write.patch("charters", makeCharter(context), { state: to })
})

/** Says that what a check found may stay as it is when the project is closed, with a note; `null` takes that back. */
export const leaveOpen = defineAction<{ readonly check: ClosingCheck; readonly note: string | null }>(
  "project.leave",
  (context, { check, note }) => {
    if (isClosedProject(charterOf(context.snapshot))) return refuse("project-closed")
    context.write.put("charters", makeCharter(context), "left", check, note === null ? null : note.trim())
  },
)

/** Records to a part: some 40 KB. */
const RECORDS_OF_A_PART = 800

/**
 * Closes a project: everything in it is read-only from then on. Refused while something is open that nobody has settled
 * or knowingly left. What its author saw is noted, so that what others edited meanwhile is told later (MERGE S10).
 */
export const closeProject = defineAction<object>("project.close", context => {
  const { snapshot, write, me, now, random } = context
  if (isClosedProject(charterOf(snapshot))) return refuse("project-closed")
  const unsettled = closingFindings(snapshot).filter(({ left }) => left === null)
  if (unsettled.length > 0) return refuse("closing-unsettled", { count: unsettled.length })
  const closing = newId<Id<"closing">>(random)
  const records = seenRecords(snapshot)
  for (let first = 0; first === 0 || first < records.length; first += RECORDS_OF_A_PART)
    write.create("closingParts", newId<ClosingPartId>(random), {
      closing,
      records: records.slice(first, first + RECORDS_OF_A_PART),
    })
  const id = makeCharter(context)
  write.patch("charters", id, { state: "closed", closedBy: me, closedAt: now, closing, late: null })
})

/** Opens a closed project again; what was edited beside its closing is kept in its charter until somebody has seen it. */
export const reopenProject = defineAction<object>("project.reopen", ({ snapshot, write }) => {
  const charter = charterOf(snapshot)
  if (charter === undefined || !isClosedProject(charter)) return refuse("not-closed")
  write.patch("charters", charter.id, { state: "active", late: lateEdits(snapshot) })
})

/** Somebody has looked at what was edited beside the closing. */
export const dismissLate = defineAction<object>("project.seen", ({ snapshot, write }) => {
  const charter = charterOf(snapshot)
  if (charter === undefined) return refuse("not-found")
  write.patch("charters", charter.id, { late: null })
})

/** The charter's id; it is made where nobody has written one. */
function makeCharter({ snapshot, write }: ActionContext) {
  const id = charterId(snapshot.space)
  if (!snapshot.charters.has(id)) write.create("charters", id, {})
  return id
}
