import type { FileAssignment, FileResource, FileTask } from "../plan-file/plan-file.ts"
import { readDurationText, splitList } from "./notation.ts"
import type { OutlineRow } from "./read.ts"
import type { OutlineContext } from "./tasks.ts"

const RESOURCE = /^(.*?)\s*(?:\[([^\][]*)\])?$/s
/** No name is longer; the pattern above would take long over it. */
const MOST_LETTERS = 1_000
const UNITS = /^(\d+(?:[.,]\d+)?)\s*(%?)$/

/** Collects who works on the rows of a table: `Anna`, `Anna[50%]`, `Anna[50%, 16h]`, `Paint[3]`, `Travel[cost]`. */
export class ResourceReader {
  readonly #context: OutlineContext
  readonly #resources = new Map<string, FileResource>()
  readonly assignments: FileAssignment[] = []

  constructor(context: OutlineContext) {
    this.#context = context
  }

  get resources(): readonly FileResource[] {
    return [...this.#resources.values()]
  }

  read(row: OutlineRow, task: FileTask): void {
    for (const part of splitList(row.text("resources"))) this.#readPart(part, row, task)
  }

  #readPart(part: string, row: OutlineRow, task: FileTask): void {
    const [, name = "", inside = ""] = RESOURCE.exec(part.slice(0, MOST_LETTERS)) ?? []
    let kind: FileResource["kind"] = "work"
    let units = 1
    let work: number | null = null
    for (const word of inside.split(",").map(text => text.trim())) {
      const amount = UNITS.exec(word)
      if (word === "") continue
      if (word === "cost") kind = "cost"
      else if (amount !== null) {
        const value = Number(amount[1]!.replace(",", "."))
        if (amount[2] === "") kind = "material"
        units = amount[2] === "" ? value : value / 100
      } else {
        work = readDurationText(word, this.#context.project)?.tenths ?? null
        if (work === null) this.#tell(row, task, part)
      }
    }
    this.#assign(name, kind, units, work, task)
  }

  #assign(name: string, kind: FileResource["kind"], units: number, work: number | null, task: FileTask): void {
    const resource = this.#resourceNamed(name, kind)
    const whole = work ?? (kind === "work" ? Math.round(task.duration * units) : 0)
    const actualWork = task.duration === 0 ? 0 : Math.round((whole * task.actualDuration) / task.duration)
    this.assignments.push({
      id: String(this.assignments.length + 1),
      task: task.id,
      resource: resource.id,
      units,
      work: whole,
      actualWork,
      remainingWork: whole - actualWork,
      source: null,
    })
  }

  #resourceNamed(name: string, kind: FileResource["kind"]): FileResource {
    const key = `${kind}:${name}`
    const known = this.#resources.get(key)
    if (known !== undefined) return known
    const resource: FileResource = {
      id: String(this.#resources.size + 1),
      name,
      initials: "",
      group: "",
      email: "",
      notes: "",
      maxUnits: 1,
      kind,
      calendar: null,
      source: null,
    }
    this.#resources.set(key, resource)
    return resource
  }

  #tell({ line }: OutlineRow, task: FileTask, found: string): void {
    this.#context.warn({
      code: "impossible-value",
      task: task.id,
      about: "Resources",
      found,
      instead: "the work of the whole duration",
      line,
      column: 1,
    })
  }
}
