import type { MemberId, SpaceId } from "@weft/model/base/ids"
import { isRefusal, refuse, type Refusal } from "@weft/model/base/result"
import type { ImportProgress } from "@weft/model/exchange/trello/import"
import type { ImportPreview } from "@weft/model/exchange/trello/preview"
import type { TrelloBoard } from "@weft/model/exchange/trello/board"
import type { TrelloOptions } from "@weft/model/exchange/trello/target"
import type { Category } from "@weft/model/schema/workflow"
import { createSignal, type Accessor } from "solid-js"
import { spaceReady } from "../../data/space-ready.ts"
import type { Workspace } from "../../data/workspace.ts"
import { exchange } from "../../text/exchange.ts"
import { t } from "../../text/index.ts"
import { readTrelloFile } from "./read-file.ts"

/** What a person chose before the import; everything has a sound default. */
export interface Choices {
  /** The space to import into; `null` is the board's own. */
  readonly target: SpaceId | null
  readonly people: Readonly<Record<string, MemberId | null>>
  readonly categories: Readonly<Record<string, Category>>
  readonly restore: boolean
}

export interface Previewed {
  readonly file: string
  readonly board: TrelloBoard
  readonly choices: Choices
  readonly preview: ImportPreview
}

export type ImportState =
  | { readonly step: "choose"; readonly problem: Refusal | null }
  | { readonly step: "reading"; readonly file: string }
  | ({ readonly step: "preview"; readonly problem: Refusal | null } & Previewed)
  | ({ readonly step: "importing"; readonly progress: ImportProgress } & Previewed)

export interface Finished {
  readonly space: SpaceId
  /** The board's. */
  readonly name: string
  /** The file said nothing new, so nothing was written. */
  readonly unchanged: boolean
}

export interface Import {
  readonly state: Accessor<ImportState>
  readonly read: (file: File) => Promise<void>
  /** Chooses otherwise; the preview follows. */
  readonly choose: (choices: Partial<Choices>) => Promise<void>
  readonly run: () => Promise<void>
  /** Ends reading or importing; nothing was written then. */
  readonly cancel: () => void
  readonly forget: () => void
}

const NO_CHOICES: Choices = { target: null, people: {}, categories: {}, restore: false }

/** How long the page may be kept from drawing at a time. */
const SLICE_MS = 12

/** The steps from a file to a space. Whatever was begun and is asked for no more is dropped when it ends. */
export function createImport(workspace: Workspace, onFinished: (finished: Finished) => void): Import {
  const [state, setState] = createSignal<ImportState>({ step: "choose", problem: null })
  let running = new AbortController()
  const begin = (): AbortSignal => {
    running.abort()
    running = new AbortController()
    return running.signal
  }

  const read = async (file: File) => {
    const signal = begin()
    setState({ step: "reading", file: file.name })
    const board = await readTrelloFile(file, signal)
    if (signal.aborted) return
    if (isRefusal(board)) return void setState({ step: "choose", problem: board })
    await show(file.name, board, NO_CHOICES, signal)
  }

  const show = async (file: string, board: TrelloBoard, choices: Choices, signal: AbortSignal) => {
    const { prepareTrelloPreview, trelloSpaceId } = await import("./trello-steps.ts")
    const space = choices.target ?? trelloSpaceId(board)
    await spaceReady(workspace.space(space))
    const preview = await prepareTrelloPreview(board, workspace.snapshot(space), optionsOf(choices), pauseOf(workspace))
    if (!signal.aborted) setState({ step: "preview", problem: null, file, board, choices, preview })
  }

  const choose = async (changed: Partial<Choices>) => {
    const now = state()
    if (now.step !== "preview") return
    const choices = { ...now.choices, ...changed }
    // What was chosen shows at once; the preview follows as soon as it is made.
    setState({ ...now, choices })
    await show(now.file, now.board, choices, begin())
  }

  const run = async () => {
    const now = state()
    if (now.step !== "preview") return
    const { board, choices, file, preview } = now
    const signal = begin()
    const space = preview.space.id
    const back = (problem: Refusal | null) => setState({ step: "preview", problem, file, board, choices, preview })
    setState({ ...now, step: "importing", progress: { done: 0, total: preview.rows.length } })
    const { prepareTrelloImport } = await import("./trello-steps.ts")
    const acting = { me: workspace.me, now: workspace.now(), random: workspace.random }
    const changes = await prepareTrelloImport(
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
    onFinished({ space, name: board.name, unchanged: changes.length === 0 })
  }

  return {
    state,
    read,
    choose,
    run,
    cancel: () => {
      const isReading = state().step === "reading"
      running.abort()
      if (isReading) setState({ step: "choose", problem: null })
    },
    forget: () => {
      running.abort()
      setState({ step: "choose", problem: null })
    },
  }
}

function optionsOf({ people, categories, restore }: Choices): TrelloOptions {
  return { people, categories, restore }
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
