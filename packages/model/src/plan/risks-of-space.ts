import { living, type Snapshot } from "../schema/snapshot.ts"
import { riskCostId } from "../schema/money.ts"
import { MOST_GRADE, type Risk } from "../schema/steering.ts"
import type { Tenths } from "../time/instant.ts"
import type { Risk as ForecastRisk } from "./draws.ts"

/** How likely a grade of probability is, from the first on: the middle of each fifth. */
const SHARES = [0.1, 0.3, 0.5, 0.7, 0.9] as const

/** Probability times impact, 1 to 25. */
export function scoreOf({ probability, impact }: Pick<Risk, "probability" | "impact">): number {
  return probability * impact
}

/** How much a score weighs: up to 4 is low, up to 9 is medium, up to 14 is high. */
export function weightOf(score: number): "low" | "medium" | "high" | "extreme" {
  return score <= 4 ? "low" : score <= 9 ? "medium" : score <= 14 ? "high" : "extreme"
}

/** The grades that count now: what remains after the response, once that is in place and somebody has graded it. */
export function gradesNow(risk: Risk): Pick<Risk, "probability" | "impact"> {
  const { residualProbability, residualImpact } = risk
  return risk.state === "treated" && residualProbability > 0 && residualImpact > 0
    ? { probability: residualProbability, impact: residualImpact }
    : risk
}

/** The living risks and issues, the heaviest first; what is closed stands last. */
export function registerOf(snapshot: Snapshot): readonly Risk[] {
  const place = (risk: Risk) => (risk.state === "closed" ? 0 : scoreOf(gradesNow(risk)))
  return living(snapshot.risks).sort(
    (left, right) => place(right) - place(left) || left.createdAt - right.createdAt || (left.id < right.id ? -1 : 1),
  )
}

/** Open risks by their grades: row by row of probability, the greatest first, each from the least impact to the greatest. */
export function heatMap(risks: readonly Risk[]): readonly (readonly (readonly Risk[])[])[] {
  const grades = Array.from({ length: MOST_GRADE }, (_, index) => index + 1)
  const open = risks.filter(({ kind, state }) => kind === "risk" && state !== "closed")
  return grades.toReversed().map(probability =>
    grades.map(impact =>
      open.filter(risk => {
        const now = gradesNow(risk)
        return now.probability === probability && now.impact === impact
      }),
    ),
  )
}

/** What is set aside for all that is not closed. `money` counts what the reader has of it: nothing without the right. */
export function contingencyOf(snapshot: Snapshot): { readonly time: Tenths; readonly money: number } {
  const standing = living(snapshot.risks).filter(({ state }) => state !== "closed")
  const costOf = (risk: Risk) => snapshot.riskCosts.get(riskCostId(risk.id))?.contingency ?? 0
  return {
    time: standing.reduce((sum, { contingencyTenths }) => sum + Math.max(0, contingencyTenths), 0),
    money: standing.reduce((sum, risk) => sum + costOf(risk), 0),
  }
}

/**
 * The risks of a space as a forecast draws them: each that has not come true delays its living items by the time that is
 * set aside for it, in as many runs as it is likely. One risk strikes all of its items in the same runs.
 */
export function forecastRisks(snapshot: Snapshot): readonly ForecastRisk[] {
  return registerOf(snapshot).flatMap(risk => {
    if (risk.kind !== "risk" || risk.contingencyTenths <= 0 || !["open", "treated"].includes(risk.state)) return []
    const probability = SHARES[gradesNow(risk).probability - 1] ?? 0
    const items = risk.items.filter(id => snapshot.items.get(id)?.deleted === null)
    return items.map(task => ({ id: risk.id, task, probability, impact: risk.contingencyTenths }))
  })
}
