import { PERCENTILES } from "@weft/model/service/evaluation/measure"
import type { Percentiles, Report } from "@weft/model/service/evaluation/tables"
import { createMemo, For, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { PageSection } from "../../ui/page.tsx"
import { ScrollRegion } from "../../ui/scroll-region.tsx"
import { BehindList } from "./behind-list.tsx"
import { RangeRows, type RangeRow } from "./charts/range-rows.tsx"
import { countCell, FigureTable, type FigureCell, type FigureRow } from "./figure-table.tsx"
import { useReport } from "./report-state.ts"
import { behindOf, drawn, inHours, shownFigures, splitHead, workWords, type ShownFigures } from "./shown-figures.ts"

const KINDS = [
  { kind: "firstResponse", of: "answered" },
  { kind: "resolution", of: "solved" },
] as const
type Kind = (typeof KINDS)[number]

/** How long first replies and resolutions took in working time. */
export function TimesSection(props: { readonly report: Report }): JSX.Element {
  const drawings: Partial<Record<Kind["kind"], SVGSVGElement>> = {}
  const state = useReport()
  const words = () => reportWords().times
  const all = createMemo(() => shownFigures(state, props.report))
  return (
    <PageSection title={words().title} hint={words().hint}>
      <For each={KINDS}>
        {kind => (
          <>
            <h3 class="report-subhead">{words()[kind.kind]}</h3>
            <Show when={rangesOf(drawn(all()), kind).length > 0}>
              <ScrollRegion label={words()[kind.kind]}>
                <RangeRows
                  ref={made => (drawings[kind.kind] = made)}
                  label={toldOf(words()[kind.kind], props.report.whole[kind.kind])}
                  rows={rangesOf(drawn(all()), kind)}
                  names={words().percentiles}
                  amountOf={amount => format().quantity(amount, "h")}
                />
              </ScrollRegion>
            </Show>
            <FigureTable
              drawing={() => drawings[kind.kind]}
              label={words()[kind.kind]}
              heads={[
                splitHead(state),
                words().tickets,
                ...PERCENTILES.map(percentile => words().percentiles[percentile]),
                words().unmeasured,
              ]}
              rows={all().map(shown => rowOf(shown, kind))}
            />
          </>
        )}
      </For>
      <BehindList section="times" />
    </PageSection>
  )
}

function toldOf(what: string, { median, p95 }: Percentiles): string {
  return median === null || p95 === null ? what : reportWords().times.range(what, workWords(median), workWords(p95))
}

function rangesOf(shown: readonly ShownFigures[], { kind }: Kind): RangeRow[] {
  return shown.flatMap(({ name, figures }) => {
    const { median, p85, p95 } = figures[kind]
    if (median === null || p85 === null || p95 === null) return []
    return [{ name, median: inHours(median), p85: inHours(p85), p95: inHours(p95), note: workWords(p95) }]
  })
}

function rowOf(shown: ShownFigures, { kind, of }: Kind): FigureRow {
  const { count, unmeasured, ...times } = shown.figures[kind]
  const words = reportWords().times
  const behind = (what: string, only: "measured" | "unmeasured") =>
    behindOf("times", shown, `${words[kind]}: ${what}`, { of, only })
  const timeCell = (time: number | null): FigureCell =>
    time === null ? { text: "–", raw: "" } : { text: workWords(time), raw: inHours(time).toFixed(2) }
  return {
    name: shown.name,
    cells: [
      countCell(count, behind(words.tickets, "measured")),
      ...PERCENTILES.map(percentile => timeCell(times[percentile])),
      countCell(unmeasured, behind(words.unmeasured, "unmeasured")),
    ],
  }
}
