import { termsAsIfAlways, type PolicyDraft } from "@weft/model/service/policy-draft"
import type { ServiceTerms } from "@weft/model/service/policy"
import type { SpaceData, Workspace } from "../../../data/workspace.ts"
import { readPastTickets } from "./past-tickets.ts"
import { NO_RESULT, withProgress, type ReplayResult } from "./replay-table.ts"
import { runReplay } from "./run-replay.ts"

export type Replay =
  | { readonly state: "idle" }
  | { readonly state: "running"; readonly result: ReplayResult }
  /** With how many tickets nothing is known of here, and for which draft it was. */
  | {
      readonly state: "done"
      readonly result: ReplayResult
      readonly leftOut: number
      readonly draft: PolicyDraft
    }
  | { readonly state: "failed" }

export interface Trial {
  readonly terms: ServiceTerms
  readonly policy: string
  readonly draft: PolicyDraft
  readonly months: number
}

/** A month of a replay, in milliseconds. */
const MONTH = 30.44 * 86_400_000

/** Tries a draft on the tickets of the past months and tells how far that is; answers how to call it off. */
export function tryDraft(
  workspace: Workspace,
  space: SpaceData,
  { terms, policy, draft, months }: Trial,
  tell: (replay: Replay) => void,
): () => void {
  const now = workspace.now()
  let isOver = false
  let stop = () => undefined as void
  const begin = async () => {
    const { tickets, leftOut } = await readPastTickets(workspace, space, now - months * MONTH, now)
    if (isOver) return
    let result: ReplayResult = { ...NO_RESULT, total: tickets.size }
    const done = () => tell({ state: "done", result, leftOut, draft })
    if (tickets.size === 0) return done()
    const question = { before: terms, after: termsAsIfAlways(terms, policy, draft), tickets, now }
    stop = runReplay(question, {
      onProgress(progress) {
        result = withProgress(result, progress)
        tell({ state: "running", result })
      },
      onDone: done,
      onFailed: () => tell({ state: "failed" }),
    })
  }
  tell({ state: "running", result: NO_RESULT })
  void begin()
  return () => {
    isOver = true
    stop()
  }
}
