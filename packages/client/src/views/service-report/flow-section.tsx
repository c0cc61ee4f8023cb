import type { Flow, Report } from "@weft/model/service/evaluation/tables"
import { STEPS } from "@weft/model/service/evaluation/period"
import { createMemo, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { Select } from "../../ui/field.tsx"
import { PageSection } from "../../ui/page.tsx"
import { ScrollRegion } from "../../ui/scroll-region.tsx"
import { BehindList } from "./behind-list.tsx"
import { FlowChart } from "./charts/flow-chart.tsx"
import { countCell, FigureTable, type FigureRow } from "./figure-table.tsx"
import { useReport } from "./report-state.ts"
import { behindOf, shownFigures, splitHead } from "./shown-figures.ts"

const TURNS = ["opened", "reopened", "closed", "open"] as const

/** What came, left and waits, over time and by the split. */
export function FlowSection(props: { readonly report: Report }): JSX.Element {
  let drawing: SVGSVGElement | undefined
  const state = useReport()
  const words = () => reportWords().flow
  const heads = (first: string): [string, ...string[]] => [first, ...TURNS.map(turn => words()[turn])]
  const dayWords = (from: string, to: string) => format().dateRange(from, to, state.today())
  const steps = createMemo((): readonly FigureRow[] =>
    props.report.parts.map(({ part, ...flow }) => ({
      name: dayWords(part.from, part.to),
      cells: TURNS.map(turn =>
        countCell(flow[turn], {
          section: "flow",
          title: `${words()[turn]}, ${dayWords(part.from, part.to)}`,
          selection: turn === "open" ? { of: turn, end: part.end } : { of: turn, start: part.start, end: part.end },
        }),
      ),
    })),
  )
  const values = createMemo((): readonly FigureRow[] =>
    shownFigures(state, props.report).map(shown => ({
      name: shown.name,
      cells: TURNS.map(turn =>
        countCell(shown.figures.flow[turn], behindOf("flow", shown, words()[turn], { of: turn })),
      ),
    })),
  )
  const told = ({ opened, reopened, closed, open }: Flow) =>
    [
      [words().opened, opened + reopened],
      [words().closed, closed],
      [words().open, open],
    ]
      .map(([name, amount]) => `${name}: ${format().number(amount as number)}`)
      .join(", ")
  const bySplit = () => {
    const split = state.asked()?.split ?? null
    return split === null ? words().title : words().bySplit(reportWords().splits[split])
  }
  return (
    <PageSection
      title={words().title}
      hint={words().hint}
      actions={
        <Select
          label={reportWords().step}
          value={state.step()}
          options={STEPS.map(step => ({ value: step, label: reportWords().steps[step] }))}
          onValue={step => state.choose({ step })}
        />
      }
    >
      <ScrollRegion label={words().title}>
        <FlowChart
          ref={made => (drawing = made)}
          label={told(props.report.whole.flow)}
          parts={props.report.parts}
          today={state.today()}
        />
      </ScrollRegion>
      <FigureTable drawing={() => drawing} label={bySplit()} heads={heads(splitHead(state))} rows={values()} />
      <BehindList section="flow" />
      <Show when={steps().length > 0}>
        <details class="report-details">
          <summary>{reportWords().showTable(words().table)}</summary>
          <FigureTable label={words().table} heads={heads(words().step)} rows={steps()} />
        </details>
      </Show>
    </PageSection>
  )
}
