import type { Refusal } from "@weft/model/base/result"
import type { FileWarning, PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import type { PlanWarning } from "@weft/model/plan/warning"

const AGAIN = "Save the plan again as XML in the program that it comes from."

/** What is wrong with a plan's file, where, and what to do. */
export function planRefusalSentence({ reason, detail }: Refusal): string {
  const say = (name: string) => String(detail[name] ?? "")
  const place = `line ${say("line")}, column ${say("column")}`
  switch (reason) {
    case "broken-xml":
      return `The XML breaks off or is damaged at ${place}: ${say("what")}. ${AGAIN}`
    case "not-xml":
      return `This is no plan: no XML begins at ${place}, and its first line does not name the columns of a table of tasks. ${AGAIN}`
    case "doctype":
      return `The file brings a document type of its own at ${place}, which plans have no use for. Take it out, or save the plan again.`
    case "too-deep":
      return `Elements lie more than ${say("levels")} deep at ${place}. No plan does that; ${lower(AGAIN)}`
    case "too-big":
      return detail["elements"] === undefined
        ? `The file is larger than ${say("megabytes")} MB. Split the plan into smaller ones.`
        : `The file has more than ${say("elements")} elements. Split the plan into smaller ones.`
    case "empty-file":
      return `The file is empty. ${AGAIN}`
    case "archive":
      return "This is a packed file of a kind that is not read here. Unpack it first; gzip needs no unpacking."
    case "binary-plan":
      return 'This is a plan in the binary format of Microsoft Project. Open it there and choose "Save as", type XML.'
    case "web-page":
      return `This is a web page, not a plan. ${AGAIN}`
    case "unknown-encoding":
      return `The file says that it is written in "${say("name")}", which is not known here. Save it in UTF-8.`
    case "not-text":
      return `The letters of the file are damaged near ${place}: they are not in the encoding that it names. ${AGAIN}`
    case "not-plan":
      return `This XML is no plan that is known here; it begins with <${say("found")}>. Known are the XML of Microsoft Project, GanttProject files and tables of tasks.`
    case "not-plan-table":
      return 'This is no plan: it is no XML, and its first line names neither a column "WBS" nor a column "Name".'
    case "unclosed-quote":
      return `The quotation mark that begins on line ${say("line")} is never closed. Close it, or save the table again.`
    case "duplicate-code":
      return `Two tasks have the WBS code ${say("code")}; the second stands on line ${say("line")}. Give it one of its own.`
    case "cancelled":
      return "Reading was cancelled."
    case "missing-id":
      return `The ${lower(say("what"))} at ${place} has no UID. Give it one, or save the plan again.`
    case "duplicate-id":
      return `Two records of the kind ${say("what")} have the UID ${say("id")}; the second stands at ${place}. Give it one of its own, or save the plan again.`
    case "missing-start":
      return "The file does not say when the plan begins, and no task has a date. Give the project a start date."
    default:
      return `The file cannot be read (${reason}). ${AGAIN}`
  }
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

/** What stands in where a file does not fit, for the codes that readers use. */
const INSTEAD: Readonly<Record<string, string>> = {
  "project-calendar": "the project's calendar is used",
  "standard-week": "Monday to Friday, 8 to 12 and 13 to 17, is used",
  "left-out": "it is left out",
  joined: "they are joined",
}

/** A sentence about something in a file that does not fit, and what stands in for it. */
export function fileWarningSentence(warning: FileWarning, names: PlanNames): string {
  const { code, about, found, instead, line, column } = warning
  const where = line === 0 ? "" : ` (line ${line}, column ${column})`
  const of = warning.task === null ? "" : ` of ${names.task(warning.task)}`
  const then = INSTEAD[instead] ?? (instead === "" ? "it counts as absent" : `${instead} is used`)
  switch (code) {
    case "unknown-calendar":
      return `The calendar ${found}${of} is not in the file${where}; ${then}.`
    case "link-to-nowhere":
      return `The predecessor ${found}${of} is not in the file${where}; the link drives nothing.`
    case "link-to-other-file":
      return `The predecessor ${found}${of} is in another file${where}; the link drives nothing.`
    case "assignment-to-nowhere":
      return `An assignment${of} names the ${about === "TaskUID" ? "task" : "resource"} ${found}, which is not in the file${where}; it is left out.`
    case "impossible-date":
      return `"${found}" in ${about}${of} is no date from 1984 to 2149${where}; ${then}.`
    case "impossible-value":
      return `"${found}" in ${about}${of} cannot be${where}; ${then}.`
    case "impossible-hours":
      return `Working hours ${found === "" ? "overlap" : `"${found}" cannot be`}${where}; ${then}.`
    case "missing-start":
      return `The file does not say when the plan begins${where}; it begins with its earliest date, ${instead}.`
    case "left-out":
      return `${about}${of}: ${found}.`
  }
}

/** A sentence about something that the schedule had to put aside. */
export function planWarningSentence(warning: PlanWarning, names: PlanNames): string {
  const { code, about, ring } = warning
  const task = warning.task === null ? "the plan" : names.task(warning.task)
  const from = names.predecessor(about)
  switch (code) {
    case "suspended-link":
      return `Links go round in a ring: ${ring.map(id => names.task(id)).join(" → ")}. The link from ${from} to ${task} is suspended.`
    case "link-to-nowhere":
      return `A link of ${task} leads to no task; it drives nothing.`
    case "too-many-links":
      return `The link from ${from} to ${task} stands for too many links between the tasks below; it drives nothing.`
    case "calendar":
      return `The calendar ${about ?? ""} cannot be used as it is; the standard week or every hour stands in.`
    case "assignment-to-nowhere":
      return `An assignment of ${task} leads to no task or resource; it is left out.`
    case "missing-date":
      return `${task} lacks the date of its constraint or its typed start; it is scheduled as soon as possible.`
    case "manual-too-early":
      return `${task} is scheduled by hand, earlier than its links would let it.`
  }
}

/** What sentences call the tasks of a plan. */
export class PlanNames {
  readonly #names: ReadonlyMap<string, string>
  readonly #predecessors: ReadonlyMap<string, string>

  constructor({ tasks, links }: PlanFile) {
    this.#names = new Map(tasks.map(({ id, name }) => [id, name]))
    this.#predecessors = new Map(links.map(({ id, from }) => [id, from]))
  }

  /** The name of a task with its id, as that alone is unique. */
  task(id: string): string {
    const name = this.#names.get(id) ?? ""
    return name === "" ? `task ${id}` : `"${name}" (${id})`
  }

  /** The task that a link begins at. */
  predecessor(link: string | null): string {
    const from = link === null ? undefined : this.#predecessors.get(link)
    return from === undefined ? "a task" : this.task(from)
  }
}
