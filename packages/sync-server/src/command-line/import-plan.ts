import type { SpaceId } from "@weft/model/base/ids"
import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { previewPlan, type PlanPreview } from "@weft/model/exchange/plan-space/import-plan"
import type { KindName } from "@weft/model/schema/kinds"
import { emptyTables } from "@weft/model/schema/snapshot"
import { fileWarningSentence, PlanNames } from "./plan-sentences.ts"
import { table } from "./table.ts"

/** What a plan's file would make in a new space, and what it would leave out. */
export interface PlanReport {
  readonly name: string
  readonly makes: Readonly<Record<string, number>>
  readonly leftOut: readonly {
    readonly what: string
    readonly count: number
    readonly reason: string
    readonly examples: readonly string[]
  }[]
  readonly warnings: readonly string[]
}

const MADE: readonly (readonly [kind: KindName, one: string, many: string])[] = [
  ["items", "item", "items"],
  ["dependencies", "link", "links"],
  ["resources", "person or resource", "people and resources"],
  ["assignments", "assignment", "assignments"],
  ["calendars", "calendar", "calendars"],
  ["calendarWeeks", "dated week", "dated weeks"],
  ["calendarExceptions", "exception of a calendar", "exceptions of calendars"],
  ["baselines", "baseline", "baselines"],
]

/** Whether a file begins like the XML of a plan rather than like an export of a board. */
export function looksLikePlan(bytes: Uint8Array): boolean {
  // In UTF-16 every other byte of these letters is zero.
  const letters = [...bytes.subarray(0, 1024)].filter(byte => byte !== 0 && byte < 0x80)
  return /^\s*<(\?xml|project)\b/i.test(String.fromCharCode(...letters))
}

/** Says what importing a plan's file into a new space would make. */
export function reportPlan(file: PlanFile): PlanReport {
  const preview: PlanPreview = previewPlan({ ...emptyTables(), space: "new" as SpaceId }, { file })
  const names = new PlanNames(file)
  const custom = file.tasks.filter(task => Object.keys(task.custom).length > 0)
  const values = custom.reduce((sum, task) => sum + Object.keys(task.custom).length, 0)
  const leftOut = {
    what: "custom-values",
    count: values,
    reason: "Fields that somebody added to a plan have no field in Weft yet.",
    examples: custom.slice(0, 3).map(({ name }) => name),
  }
  return {
    name: preview.name,
    makes: Object.fromEntries(MADE.map(([kind]) => [kind, preview.counts[kind] ?? 0])),
    leftOut: values === 0 ? [] : [leftOut],
    warnings: preview.warnings.map(warning => fileWarningSentence(warning, names)),
  }
}

/** A report for people. */
export function planReportText(file: string, { name, makes, leftOut, warnings }: PlanReport): string {
  const counts = MADE.filter(([kind]) => makes[kind]! > 0).map(([kind, one, many]) => {
    const count = makes[kind]!
    return [String(count), count === 1 ? one : many]
  })
  const section = (title: string, rows: readonly (readonly string[])[]) =>
    rows.length === 0 ? `${title}: nothing` : `${title}:\n${table(rows)}`
  return [
    `${file}: the plan "${name}"`,
    section("It would make", counts),
    section(
      "It would leave out",
      leftOut.map(({ count, reason, examples }) => [
        String(count),
        "values of custom fields",
        `${reason} For example: ${examples.join("; ")}`,
      ]),
    ),
    section(
      "Note",
      warnings.map(warning => [warning]),
    ),
    "",
  ].join("\n\n")
}
