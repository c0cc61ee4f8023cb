import { REASONS, VERDICTS, type Verdict } from "@weft/model/service/evaluation/counted"
import { keptShare, type PromiseCounts, type Report } from "@weft/model/service/evaluation/tables"
import { compareText } from "@weft/model/base/rank"
import { createMemo, Show, type JSX } from "solid-js"
import { format } from "../../text/index.ts"
import { reportWords } from "../../text/service-report.ts"
import { PageSection } from "../../ui/page.tsx"
import { ScrollRegion } from "../../ui/scroll-region.tsx"
import { BehindList } from "./behind-list.tsx"
import { BarRows, type BarLook, type BarRow } from "./charts/bar-rows.tsx"
import { countCell, FigureTable, shareCell, type FigureRow } from "./figure-table.tsx"
import { promiseName } from "./promise-words.ts"
import { useReport } from "./report-state.ts"
import { behindOf, drawn, shownFigures, type ShownFigures } from "./shown-figures.ts"

const LOOKS: Readonly<Record<Verdict, BarLook>> = {
  met: "good",
  breached: "bad",
  exempt: "exempt",
  open: "open",
  ended: "ended",
}

/** One promise of the whole or of a value of the split. */
interface PromiseLine {
  readonly name: string
  readonly shown: ShownFigures
  readonly promise: PromiseCounts
}

/** Promise by promise, each with the whole and its values below each other. */
function linesOf(all: readonly ShownFigures[], isSplit: boolean): readonly PromiseLine[] {
  return all
    .flatMap(shown =>
      shown.figures.promises.map(promise => ({
        name: isSplit ? `${promiseName(promise)} · ${shown.name}` : promiseName(promise),
        shown,
        promise,
      })),
    )
    .sort((one, other) => compareText(one.promise.key, other.promise.key))
}

/** Which promises were kept, and why the others were not. */
export function PromisesSection(props: { readonly report: Report }): JSX.Element {
  let drawing: SVGSVGElement | undefined
  const state = useReport()
  const words = () => reportWords().promises
  const isSplit = () => props.report.values.length > 0
  const all = createMemo(() => shownFigures(state, props.report))
  const lines = createMemo(() => linesOf(all(), isSplit()))
  const bars = createMemo(() => linesOf(drawn(all()), isSplit()).map(barOf))
  return (
    <PageSection title={words().title} hint={words().hint}>
      <Show when={lines().length > 0} fallback={<p class="page-empty">{reportWords().noPromises}</p>}>
        <ScrollRegion label={words().title}>
          <BarRows
            ref={made => (drawing = made)}
            fills
            label={lines()
              .filter(({ shown }) => shown.figures.value === null)
              .map(({ name, promise: { verdicts } }) =>
                words().bar(name, format().number(verdicts.met), format().number(verdicts.met + verdicts.breached)),
              )
              .join("; ")}
            rows={bars()}
          />
        </ScrollRegion>
        <FigureTable
          drawing={() => drawing}
          label={words().title}
          heads={[
            words().promise,
            words().keptShare,
            ...VERDICTS.map(verdict => reportWords().verdicts[verdict]),
            words().cycles,
          ]}
          rows={lines().map(verdictRow)}
        />
        <BehindList section="promises" />
        <Show when={lines().some(({ promise }) => promise.verdicts.breached > 0)}>
          <h3 class="report-subhead">{words().reasons}</h3>
          <p class="page-section-hint">{words().reasonsHint}</p>
          <FigureTable
            label={words().reasons}
            heads={[words().promise, ...REASONS.map(reason => reportWords().reasons[reason])]}
            rows={lines()
              .filter(({ promise }) => promise.verdicts.breached > 0)
              .map(reasonRow)}
          />
        </Show>
      </Show>
    </PageSection>
  )
}

function barOf({ name, promise: { verdicts } }: PromiseLine): BarRow {
  const decided = verdicts.met + verdicts.breached
  const share = keptShare(verdicts)
  const of = `${format().number(verdicts.met)} / ${format().number(decided)}`
  return {
    name,
    parts: VERDICTS.map(verdict => ({
      name: reportWords().verdicts[verdict],
      look: LOOKS[verdict],
      size: verdicts[verdict],
    })),
    note: share === null ? reportWords().promises.noneDecided : `${format().percent(share)} · ${of}`,
  }
}

function verdictRow({ name, shown, promise: { key, verdicts } }: PromiseLine): FigureRow {
  const behind = (what: string, verdict?: Verdict) =>
    behindOf("promises", shown, what, { of: "promise", promise: key, verdict })
  const sum = VERDICTS.reduce((all, verdict) => all + verdicts[verdict], 0)
  return {
    name,
    cells: [
      shareCell(keptShare(verdicts)),
      ...VERDICTS.map(verdict =>
        countCell(verdicts[verdict], behind(`${name}: ${reportWords().verdicts[verdict]}`, verdict)),
      ),
      countCell(sum, behind(name)),
    ],
  }
}

function reasonRow({ name, shown, promise: { key, reasons } }: PromiseLine): FigureRow {
  return {
    name,
    cells: REASONS.map(reason =>
      countCell(
        reasons[reason] ?? 0,
        behindOf("promises", shown, `${name}: ${reportWords().reasons[reason]}`, {
          of: "promise",
          promise: key,
          reason,
        }),
      ),
    ),
  }
}
