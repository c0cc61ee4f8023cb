import type { PlanFile } from "@weft/model/exchange/plan-file/plan-file"
import { planOut, writtenPlan, type PlanFormat, type PlanOutline } from "./plan-out.ts"
import { snapshotOf, type SentRows } from "./sent-rows.ts"

/** What is asked of the worker: to look at a plan, then to write it. */
export type ExportQuestion =
  { readonly ask: "look"; readonly rows: SentRows } | { readonly ask: "write"; readonly format: PlanFormat }

export type ExportAnswer =
  | { readonly tell: "outline"; readonly outline: PlanOutline }
  | { readonly tell: "written"; readonly bytes: Blob }
  | { readonly tell: "failed" }

let standing: PlanFile | null = null

/** Writes one plan beside the page, so that one of thousands of tasks does not stall it. */
self.addEventListener("message", async (event: MessageEvent<ExportQuestion>) => {
  self.postMessage(await answer(event.data), { transfer: [] })
})

async function answer(question: ExportQuestion): Promise<ExportAnswer> {
  try {
    if (question.ask === "look") {
      const { file, outline } = await planOut(snapshotOf(question.rows), question.rows.descriptions)
      standing = file
      return { tell: "outline", outline }
    }
    return standing === null ? { tell: "failed" } : { tell: "written", bytes: writtenPlan(standing, question.format) }
  } catch {
    return { tell: "failed" }
  }
}
