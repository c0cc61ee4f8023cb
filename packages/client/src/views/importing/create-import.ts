import type { MemberId, SpaceId } from "@weft/model/base/ids"
import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import type { ImportProgress } from "@weft/model/exchange/board/import"
import type { ImportPreview } from "@weft/model/exchange/board/preview"
import type { ForeignBoard } from "@weft/model/exchange/board/board"
import type { BoardOptions } from "@weft/model/exchange/board/target"
import type { TableMapping } from "@weft/model/exchange/table/mapping"
import type { Category } from "@weft/model/schema/workflow"
import { assert } from "@weft/model/base/assert"
import { readInstant, type Instant } from "@weft/model/time/instant"
import { createSignal, type Accessor } from "solid-js"
import { recalledMapping, rememberMapping } from "../../data/column-memory.ts"
import { spaceReady } from "../../data/space-ready.ts"
import type { Workspace } from "../../data/workspace.ts"
import { todayOf } from "../../data/world.ts"
import { deviceZone } from "../../parts/when.ts"
import { exchange } from "../../text/exchange.ts"
import { locale, t } from "../../text/index.ts"
import type { TableHead } from "./import-worker.ts"
import {
  previewOfPlan,
  runPlanImport,
  usualChoices,
  type PlanImportChoices,
  type PreviewedPlan,
} from "./plan/plan-import.ts"
import { openFile, type OpenFile } from "./read-file.ts"

/** What a person chose before the import; everything has a sound default. */
export interface Choices {
  /** The space to import into; `null` is the board's own. */
  readonly target: SpaceId | null
  readonly people: Readonly<Record<string, MemberId | null>>
  readonly categories: Readonly<Record<string, Category>>
  readonly restore: boolean
  /** Whether a space that is there gets the states and labels that it has not. */
  readonly makesStatuses: boolean
  readonly makesLabels: boolean
}

export interface Previewed {
  readonly file: string
  /** All boards of the file, and the one that is shown. */
  readonly boards: readonly ForeignBoard[]
  readonly board: ForeignBoard
  /** Of a table, how its columns were chosen. */
  readonly columns: ChosenColumns | null
  readonly choices: Choices
  readonly preview: ImportPreview
}

export type ImportState =
  | { readonly step: "choose"; readonly problem: Refusal | null }
  | { readonly step: "reading"; readonly file: string; readonly share: number | null }
  | ({ readonly step: "columns"; readonly problem: Refusal | null } & ChosenColumns)
  | ({ readonly step: "preview"; readonly problem: Refusal | null } & Previewed)
  | ({ readonly step: "importing"; readonly progress: ImportProgress } & Previewed)
  | ({ readonly step: "plan"; readonly problem: Refusal | null } & PreviewedPlan)
  | ({ readonly step: "importing-plan"; readonly progress: ImportProgress } & PreviewedPlan)

/** A table whose columns are being chosen. */
export interface ChosenColumns {
  readonly file: string
  readonly table: TableHead
  readonly mapping: TableMapping
}

export interface Finished {
  readonly space: SpaceId
  /** The board's. */
  readonly name: string
  /** The file said nothing new, so nothing was written. */
  readonly unchanged: boolean
  /** It is looked at as a plan rather than on a board. */
  readonly isPlan: boolean
}

export interface Import {
  readonly state: Accessor<ImportState>
  readonly read: (file: File) => Promise<void>
  /** Chooses otherwise what the columns of a table become. */
  readonly chooseColumns: (mapping: TableMapping) => void
  /** Makes a board of the table as its columns were chosen, and remembers the choice. */
  readonly mapColumns: () => Promise<void>
  /** Goes back from the preview of a table to its columns. */
  readonly backToColumns: () => void
  /** Chooses another board of the file. */
  readonly chooseBoard: (index: number) => Promise<void>
  /** Chooses otherwise; the preview follows. */
  readonly choose: (choices: Partial<Choices>) => Promise<void>
  /** Chooses otherwise what becomes of a plan; the preview follows. */
  readonly choosePlan: (choices: Partial<PlanImportChoices>) => Promise<void>
  /** Reads a table that was taken for a plan as any table. */
  readonly readAsTable: () => Promise<void>
  readonly run: () => Promise<void>
  /** Ends reading or importing; nothing was written then. */
  readonly cancel: () => void
  readonly forget: () => void
}

const NO_CHOICES: Choices = {
  target: null,
  people: {},
  categories: {},
  restore: false,
  makesStatuses: true,
  makesLabels: true,
}

/** How long the page may be kept from drawing at a time. */
const SLICE_MS = 12

/**
 * The steps from a file to a space. A plan goes into the space that is named as its target, unless somebody chooses
 * otherwise; a board into one of its own. Whatever was begun and is asked for no more is dropped when it ends. */
export function createImport(
  workspace: Workspace,
  target: SpaceId | null,
  onFinished: (finished: Finished) => void,
): Import {
  const [state, setState] = createSignal<ImportState>({ step: "choose", problem: null })
  let running = new AbortController()
  let open: OpenFile | null = null
  let chosen: File | null = null
  const begin = (): AbortSignal => {
    running.abort()
    running = new AbortController()
    return running.signal
  }
  const close = () => {
    open?.close()
    open = null
  }

  const read = (file: File) => readAs(file, false)

  const readAs = async (file: File, isNoPlan: boolean) => {
    const signal = begin()
    close()
    setState({ step: "reading", file: file.name, share: null })
    const tell = (share: number) => signal.aborted || setState({ step: "reading", file: file.name, share })
    const reading = openFile(file, { zone: deviceZone() }, usualWriting(locale()), morning(workspace.now()), tell)
    open = reading
    chosen = file
    const answer = await reading.read(isNoPlan)
    if (signal.aborted) return
    if (isRefusal(answer)) return void setState({ step: "choose", problem: answer })
    if (answer.kind === "boards") return show(file.name, answer.boards, answer.boards[0], NO_CHOICES, null, signal)
    if (answer.kind === "plan") {
      const { plan } = answer
      const choices = await usualChoices(workspace, plan, target)
      return showPlan({ file: file.name, plan, choices }, signal)
    }
    const { table } = answer
    const mapping = recalledMapping(localStorage, table, table.guess)
    setState({ step: "columns", problem: null, file: file.name, table, mapping })
  }

  const mapColumns = async () => {
    const now = state()
    if (now.step !== "columns" || open === null) return
    const signal = begin()
    const columns: ChosenColumns = { file: now.file, table: now.table, mapping: now.mapping }
    const answer = await open.map(now.mapping)
    if (signal.aborted) return
    if (isRefusal(answer)) return void setState({ ...now, problem: answer })
    if (answer.kind !== "boards") return
    rememberMapping(localStorage, now.table, now.mapping)
    await show(now.file, answer.boards, answer.boards[0], NO_CHOICES, columns, signal)
  }

  const show = async (
    file: string,
    boards: readonly ForeignBoard[],
    board: ForeignBoard,
    choices: Choices,
    columns: ChosenColumns | null,
    signal: AbortSignal,
  ) => {
    const { prepareBoardPreview, boardSpaceId } = await import("./import-steps.ts")
    const space = choices.target ?? boardSpaceId(board)
    await spaceReady(workspace.space(space))
    const preview = await prepareBoardPreview(board, workspace.snapshot(space), optionsOf(choices), pauseOf(workspace))
    if (signal.aborted) return
    setState({ step: "preview", problem: null, file, boards, board, columns, choices, preview })
  }

  const showPlan = async (chosen: Pick<PreviewedPlan, "file" | "plan" | "choices">, signal: AbortSignal) => {
    const previewed = await previewOfPlan(workspace, chosen, pauseOf(workspace), signal)
    if (previewed !== null && !signal.aborted) setState({ step: "plan", problem: null, ...previewed })
  }

  const choosePlan = async (changed: Partial<PlanImportChoices>) => {
    const now = state()
    if (now.step !== "plan") return
    const choices = { ...now.choices, ...changed }
    setState({ ...now, choices })
    await showPlan({ file: now.file, plan: now.plan, choices }, begin())
  }

  const runPlan = async (now: Extract<ImportState, { step: "plan" }>) => {
    const signal = begin()
    const onProgress = (progress: ImportProgress) =>
      signal.aborted || setState({ ...now, step: "importing-plan", progress })
    onProgress({ done: 0, total: now.preview.rows.length })
    const answer = await runPlanImport(workspace, now, { pause: pauseOf(workspace), onProgress }, signal)
    if (isRefusal(answer)) return void setState({ ...now, problem: signal.aborted ? null : answer })
    onFinished({ space: now.space, name: now.preview.name, unchanged: answer.unchanged, isPlan: true })
  }

  const choose = async (changed: Partial<Choices>) => {
    const now = state()
    if (now.step !== "preview") return
    const choices = { ...now.choices, ...changed }
    // What was chosen shows at once; the preview follows as soon as it is made.
    setState({ ...now, choices })
    await show(now.file, now.boards, now.board, choices, now.columns, begin())
  }

  const chooseBoard = async (index: number) => {
    const now = state()
    const board = now.step === "preview" ? now.boards[index] : undefined
    if (now.step !== "preview" || board === undefined) return
    await show(now.file, now.boards, board, NO_CHOICES, now.columns, begin())
  }

  const run = async () => {
    const now = state()
    if (now.step === "plan") return runPlan(now)
    if (now.step !== "preview") return
    const { board, preview, choices } = now
    const signal = begin()
    const space = preview.space.id
    const back = (problem: Refusal | null) => setState({ ...now, step: "preview", problem })
    setState({ ...now, step: "importing", progress: { done: 0, total: preview.rows.length } })
    const { prepareBoardImport } = await import("./import-steps.ts")
    const acting = { me: workspace.me, now: workspace.now(), random: workspace.random }
    const changes = await prepareBoardImport(
      workspace.snapshot(space),
      { board, options: { ...optionsOf(choices), typeName: t().shell.firstType } },
      acting,
      {
        onProgress: progress => signal.aborted || setState({ ...now, step: "importing", progress }),
        cancelled: () => signal.aborted,
        pause: pauseOf(workspace),
      },
    )
    if (signal.aborted) return void back(null)
    if (isRefusal(changes)) return void back(changes)
    try {
      await workspace.write(space, changes, exchange().step(board.name))
    } catch {
      return void back(refuse("not-written"))
    }
    onFinished({ space, name: board.name, unchanged: changes.length === 0, isPlan: false })
  }

  return {
    state,
    read,
    chooseColumns: mapping => {
      const now = state()
      if (now.step === "columns") setState({ ...now, problem: null, mapping })
    },
    mapColumns,
    backToColumns: () => {
      const now = state()
      if (now.step === "preview" && now.columns !== null) setState({ step: "columns", problem: null, ...now.columns })
    },
    chooseBoard,
    choose,
    choosePlan,
    readAsTable: async () => {
      if (chosen !== null) await readAs(chosen, true)
    },
    run,
    cancel: () => {
      const isReading = state().step === "reading"
      running.abort()
      if (state().step !== "importing" && state().step !== "importing-plan") close()
      if (isReading) setState({ step: "choose", problem: null })
    },
    forget: () => {
      running.abort()
      close()
      setState({ step: "choose", problem: null })
    },
  }
}

function optionsOf({ people, categories, restore, makesStatuses, makesLabels }: Choices): BoardOptions {
  return { people, categories, restore, makesStatuses, makesLabels }
}

/** Eight in the morning of a day, which is when plans begin that do not say it. */
function morning(now: number): Instant {
  const instant = readInstant(`${todayOf(now)}T08:00`)
  assert(instant !== null, "today is no day of a plan")
  return instant
}

/** How dates and numbers are written where a person's language and region come from. */
function usualWriting(tag: string): Pick<TableMapping, "order" | "decimal"> {
  const parts = new Intl.DateTimeFormat(tag).formatToParts(0).map(({ type }) => type)
  const decimal = new Intl.NumberFormat(tag).formatToParts(1.5).find(({ type }) => type === "decimal")?.value
  return { order: parts.indexOf("month") < parts.indexOf("day") ? "mdy" : "dmy", decimal: decimal === "," ? "," : "." }
}

/** Lets the page draw and listen, but only where it has waited for a while. */
function pauseOf(workspace: Workspace): () => Promise<void> {
  let last = workspace.now()
  return async () => {
    if (workspace.now() - last < SLICE_MS) return
    await new Promise(resolve => setTimeout(resolve))
    last = workspace.now()
  }
}
