import { figure, medianOf, report, round, type Figure } from "../report.ts"
import type { Dialect } from "./contestants.ts"

/** What was measured of each contestant, one value for each round. */
export type Findings = Readonly<Partial<Record<Dialect, readonly number[]>>>

export interface Finding {
  readonly figure: string
  readonly unit: Figure["unit"]
  /** A number, or how it follows from what the peers reached in this run. */
  readonly target?: number | ((median: (peer: Dialect) => number) => number)
  readonly isMoreBetter?: true
  /** What nobody could do better than here and now. */
  readonly floor?: { readonly name: string; readonly values: readonly number[] }
}

/** Reports a figure of ours with the peers' beside it. A peer that cannot do what was measured is left out. */
export function reportFinding({ target, floor, ...of }: Finding, findings: Findings): void {
  const median = (of: Dialect) => medianOf(findings[of] ?? [NaN])
  const wanted = typeof target === "function" ? round(target(median)) : target
  const peers = (["hocuspocus", "y-websocket"] as const).filter(name => (findings[name]?.length ?? 0) > 0)
  report(
    figure(
      {
        bench: "relay",
        ...of,
        ...(floor === undefined ? {} : { baseline: { name: floor.name, median: medianOf(floor.values) } }),
        ...(wanted === undefined || Number.isNaN(wanted) ? {} : { target: wanted }),
        peers: peers.map(name => ({ name, median: median(name) })),
      },
      findings.weft ?? [],
    ),
  )
}

/** Measures each contestant by turns, so that what else the machine does meets them all alike. */
export async function byTurns<Value>(
  rounds: number,
  contestants: readonly Dialect[],
  measure: (of: Dialect) => Promise<Value>,
): Promise<Map<Dialect, Value[]>> {
  const values = new Map<Dialect, Value[]>(contestants.map(of => [of, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const of of contestants) values.get(of)?.push(await measure(of))
  }
  return values
}

/** One number out of everything that was measured. */
export function findingsOf<Value>(
  values: ReadonlyMap<Dialect, readonly Value[]>,
  pick: (value: Value) => number,
): Findings {
  return Object.fromEntries([...values].map(([of, measured]) => [of, measured.map(pick)]))
}

export const MEGABYTE = 1024 * 1024
