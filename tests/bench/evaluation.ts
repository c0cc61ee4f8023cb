import { evaluate, type Evaluation } from "@weft/model/service/evaluation/evaluate"
import { partsOf, stretchOf, type Period } from "@weft/model/service/evaluation/period"
import { reportOf } from "@weft/model/service/evaluation/tables"
import type { PolicyBook } from "@weft/model/service/policy-book"
import type { TicketEvent } from "@weft/model/service/ticket-event"
import { figure, report } from "./report.ts"

const RUNS = 5

/** Rows that the page hands over in one turn. */
const SLICE = 4_000

const QUARTER: Period = { zone: "Europe/Berlin", from: "2026-08-25", to: "2026-11-23" }

export interface EvaluatedDesk {
  readonly book: PolicyBook
  readonly tickets: ReadonlyMap<string, readonly TicketEvent[]>
  readonly now: number
}

/**
 * A report over all tickets, as the worker makes it: reading them, the turn after which it would hear that it is to stop,
 * the figures by owner and by week, and what the page does meanwhile, which is handing rows over slice by slice.
 */
export function benchEvaluation({ book, tickets, now }: EvaluatedDesk): void {
  const turns: number[] = []
  let last: Evaluation | null = null
  const read = () => {
    const reading = evaluate(book, tickets, stretchOf(QUARTER), now)
    for (;;) {
      const began = performance.now()
      const turn = reading.next()
      turns.push(performance.now() - began)
      if (turn.done) return void (last = turn.value)
    }
  }
  const seconds = (work: () => void) => {
    const began = performance.now()
    work()
    return (performance.now() - began) / 1000
  }
  const evaluated = Array.from({ length: RUNS }, () => seconds(read))
  if (last === null || (last as Evaluation).counted.length === 0) throw new Error("nothing was counted")
  const view = {
    split: "owner",
    filter: [],
    parts: partsOf(QUARTER, "week"),
    backlogAt: (last as Evaluation).end,
  } as const
  const told = Array.from({ length: RUNS }, () => seconds(() => void reportOf(last!, view)))
  const slice = [...tickets.values()].flat().slice(0, SLICE)
  const handed = Array.from({ length: 40 }, () => 1000 * seconds(() => void structuredClone(slice)))
  const bench = "service"
  report(figure({ bench, figure: "100,000 tickets of 8 events read for a report", unit: "s", target: 2 }, evaluated))
  report(figure({ bench, figure: "the longest of its turns, in the worker", unit: "ms" }, [Math.max(...turns)]))
  report(figure({ bench, figure: "its figures, by owner and week", unit: "s", target: 1 }, told))
  report(figure({ bench, figure: "the page hands over 4,000 of its rows", unit: "ms", target: 16 }, handed.slice(5)))
}
