import { AGES } from "@weft/model/service/evaluation/counted"
import { stretchOf } from "@weft/model/service/evaluation/period"
import { shareOf, type Report } from "@weft/model/service/evaluation/tables"
import { createMemo, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { DateButton } from "../../ui/date-picker.tsx"
import { PageSection } from "../../ui/page.tsx"
import { ScrollRegion } from "../../ui/scroll-region.tsx"
import { BehindList } from "./behind-list.tsx"
import { BarRows } from "./charts/bar-rows.tsx"
import { countCell, FigureTable, type FigureRow } from "./figure-table.tsx"
import { useReport } from "./report-state.ts"
import { behindOf, shownFigures, splitHead } from "./shown-figures.ts"

/** How old what waits at the end of a day is. */
export function BacklogSection(props: { readonly report: Report }): JSX.Element {
  let drawing: SVGSVGElement | undefined
  const state = useReport()
  const words = () => reportWords().backlog
  const end = () => stretchOf({ ...state.period(), to: state.backlogOn() }).end
  const ages = () => props.report.whole.ages
  const all = () => Object.values(ages()).reduce<number>((sum, count) => sum + count, 0)
  const rows = createMemo((): readonly FigureRow[] =>
    shownFigures(state, props.report).map(shown => ({
      name: shown.name,
      cells: AGES.map(age =>
        countCell(
          shown.figures.ages[age] ?? 0,
          behindOf("backlog", shown, words().ages[age], { of: "open", age, end: end() }),
        ),
      ),
    })),
  )
  return (
    <PageSection
      title={words().title}
      hint={words().hint}
      actions={
        <DateButton
          dateLabel={words().on}
          value={state.backlogOn()}
          today={state.today()}
          earliest={state.period().from}
          onPick={day => state.choose({ backlogOn: day ?? null })}
        />
      }
    >
      <Show when={all() > 0} fallback={<p class="page-empty">{words().empty}</p>}>
        <ScrollRegion label={words().title}>
          <BarRows
            ref={made => (drawing = made)}
            fills={false}
            label={AGES.map(age => `${words().ages[age]}: ${format().number(ages()[age] ?? 0)}`).join(", ")}
            rows={AGES.map(age => ({
              name: words().ages[age],
              parts: [{ name: words().tickets, look: "plain" as const, size: ages()[age] ?? 0 }],
              note: `${format().number(ages()[age] ?? 0)} · ${format().percent(shareOf(ages()[age] ?? 0, all()) ?? 0)}`,
            }))}
          />
        </ScrollRegion>
        <FigureTable
          drawing={() => drawing}
          label={words().title}
          heads={[splitHead(state), ...AGES.map(age => words().ages[age])]}
          rows={rows()}
        />
        <BehindList section="backlog" />
      </Show>
    </PageSection>
  )
}
