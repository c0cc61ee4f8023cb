import type { SpaceId } from "@weft/model/base/ids"
import { spaceReady } from "../../data/space-ready.ts"
import type { Workspace } from "../../data/workspace.ts"
import type { ExportAnswer, ExportQuestion } from "./export-worker.ts"
import type { PlanFormat, PlanOutline } from "./plan-out.ts"
import { sentRows } from "./sent-rows.ts"

/** A plan that is looked at and written beside the page, until it is closed. */
export interface OpenExport {
  /** What the plan holds; nothing where it cannot be written. */
  readonly look: () => Promise<PlanOutline | null>
  readonly write: (format: PlanFormat) => Promise<Blob | null>
  /** Ends whatever is under way; then nothing answers. */
  readonly close: () => void
}

export function openExport(workspace: Workspace, space: SpaceId): OpenExport {
  const worker = new Worker(new URL("./export-worker.ts", import.meta.url), { type: "module" })
  const ask = (question: ExportQuestion) =>
    new Promise<ExportAnswer>(resolve => {
      const answered = new AbortController()
      const answer = (given: ExportAnswer) => {
        answered.abort()
        resolve(given)
      }
      const listening = { signal: answered.signal }
      worker.addEventListener("message", (event: MessageEvent<ExportAnswer>) => answer(event.data), listening)
      worker.addEventListener("error", () => answer({ tell: "failed" }), listening)
      worker.postMessage(question, [])
    })
  return {
    look: async () => {
      await spaceReady(workspace.withMoney(space))
      const descriptions = await workspace.descriptions(space)
      const answer = await ask({ ask: "look", rows: sentRows(workspace.snapshot(space), descriptions) })
      return answer.tell === "outline" ? answer.outline : null
    },
    write: async format => {
      const answer = await ask({ ask: "write", format })
      return answer.tell === "written" ? answer.bytes : null
    },
    close: () => worker.terminate(),
  }
}
