import { shareOf, type Report } from "@weft/model/service/evaluation/tables"
import { createMemo, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { PageSection } from "../../ui/page.tsx"
import { ScrollRegion } from "../../ui/scroll-region.tsx"
import { BehindList } from "./behind-list.tsx"
import { BarRows } from "./charts/bar-rows.tsx"
import { countCell, FigureTable, shareCell, type FigureRow } from "./figure-table.tsx"
import { useReport } from "./report-state.ts"
import { behindOf, drawn, shownFigures, splitHead } from "./shown-figures.ts"

/** What was solved at the first contact, and what came back. */
export function SolvingSection(props: { readonly report: Report }): JSX.Element {
  let drawing: SVGSVGElement | undefined
  const state = useReport()
  const words = () => reportWords().solving
  const all = createMemo(() => shownFigures(state, props.report))
  const rows = createMemo((): readonly FigureRow[] =>
    all().map(shown => {
      const { solved, reopened, firstContact } = shown.figures
      return {
        name: shown.name,
        cells: [
          countCell(solved, behindOf("solving", shown, words().solved, { of: "solved" })),
          countCell(reopened, behindOf("solving", shown, words().reopened, { of: "solved", only: "reopened" })),
          shareCell(shareOf(reopened, solved)),
          countCell(
            firstContact,
            behindOf("solving", shown, words().firstContact, { of: "solved", only: "first-contact" }),
          ),
          shareCell(shareOf(firstContact, solved)),
        ],
      }
    }),
  )
  const bars = () =>
    drawn(all())
      .filter(({ figures }) => figures.solved > 0)
      .map(({ name, figures: { solved, reopened, firstContact } }) => ({
        name,
        parts: [
          { name: words().firstContact, look: "good" as const, size: firstContact },
          { name: words().later, look: "open" as const, size: solved - firstContact - reopened },
          { name: words().reopened, look: "bad" as const, size: reopened },
        ],
        note: `${format().percent(firstContact / solved)} · ${format().percent(reopened / solved)}`,
      }))
  const told = () => {
    const { solved, reopened, firstContact } = props.report.whole
    return [
      [words().solved, solved],
      [words().firstContact, firstContact],
      [words().reopened, reopened],
    ]
      .map(([name, amount]) => `${name}: ${format().number(amount as number)}`)
      .join(", ")
  }
  return (
    <PageSection title={words().title} hint={words().hint}>
      <Show when={bars().length > 0}>
        <ScrollRegion label={words().title}>
          <BarRows ref={made => (drawing = made)} fills label={told()} rows={bars()} />
        </ScrollRegion>
      </Show>
      <FigureTable
        drawing={() => drawing}
        label={words().title}
        heads={[
          splitHead(state),
          words().solved,
          words().reopened,
          words().reopenRate,
          words().firstContact,
          words().firstContactRate,
        ]}
        rows={rows()}
      />
      <BehindList section="solving" />
    </PageSection>
  )
}
