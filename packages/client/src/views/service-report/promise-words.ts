import type { PromiseCounts } from "@weft/model/service/evaluation/tables"
import { serviceWords } from "../../text/service.ts"
import { reportWords } from "../../text/service-report.ts"

/** What a promise of a report is called: of other audiences than requesters, by whom. */
export function promiseName({ audience, kind, target }: Pick<PromiseCounts, "audience" | "kind" | "target">): string {
  const name =
    kind === "held" && target !== "held" ? `${serviceWords().targets.held} (${target})` : serviceWords().targets[kind]
  const by = reportWords().audiences[audience]
  return by === "" ? name : `${name}, ${by}`
}
