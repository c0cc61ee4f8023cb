import { restoreImprovement } from "@weft/model/actions/improvement"
import type { Improvement, ImprovementId } from "@weft/model/schema/improvement"
import { readMeasure } from "@weft/model/service/evaluation/measure"
import { endingWith } from "@weft/model/service/evaluation/period"
import { isReviewDue, registerOf } from "@weft/model/service/evaluation/register"
import { dayOf } from "@weft/model/time/moment"
import { createMemo, createSignal, For, Show, untrack, type JSX } from "solid-js"
import { memberNamed } from "../../../data/context.ts"
import { DeletedRows } from "../../../parts/deleted-rows.tsx"
import { format } from "../../../text/index.ts"
import { reportWords } from "../../../text/service-report.ts"
import { Button } from "../../../ui/button.tsx"
import { plusIcon } from "../../../ui/icons.ts"
import { Lock } from "../../../ui/lock.tsx"
import { PageSection } from "../../../ui/page.tsx"
import { ScrollRegion } from "../../../ui/scroll-region.tsx"
import { createAnswer } from "../desk/create-answer.ts"
import { useReport, type ReportState } from "../report-state.ts"
import { ImprovementForm } from "./improvement-form.tsx"
import { measuredWords, measureName } from "./measure-words.ts"
import { NewImprovement } from "./new-improvement.tsx"
import { Trend } from "./review-form.tsx"
import "./improvements.css"

/** What is tried so that the service gets better, with the measure of each then and now. */
export function RegisterSection(): JSX.Element {
  const state = useReport()
  const words = () => reportWords().improvements
  const [open, setOpen] = createSignal<ImprovementId | null>(null)
  const [isMaking, setMaking] = createSignal(false)
  const table = () => state.space.live.table("improvements")
  const register = createMemo(() => registerOf({ improvements: table() }))
  const deleted = () => [...table().values()].filter(one => one.deleted !== null)
  const values = createMeasuredNow(state, register)
  return (
    <PageSection
      title={words().title}
      hint={words().hint}
      actions={
        <Show when={state.mayWrite() && !isMaking()}>
          <Button size="small" icon={plusIcon} data-opens-form="" onClick={() => setMaking(true)}>
            {words().add}
          </Button>
        </Show>
      }
    >
      <Show when={isMaking()}>
        <NewImprovement
          onDone={made => {
            setMaking(false)
            setOpen(made)
          }}
        />
      </Show>
      <Show when={register().length > 0} fallback={<p class="page-empty">{words().empty}</p>}>
        <ScrollRegion label={words().title}>
          <table class="report-figures improvements" aria-label={words().title}>
            <thead>
              <tr>
                <th scope="col">{words().name}</th>
                <th scope="col">{words().measure}</th>
                <th scope="col" class="numeric">
                  {words().baseline}
                </th>
                <th scope="col" class="numeric">
                  {words().goal}
                </th>
                <th scope="col" class="numeric">
                  {words().now}
                </th>
                <th scope="col">{words().state}</th>
                <th scope="col">{words().reviewOn}</th>
                <th scope="col">{words().owner}</th>
              </tr>
            </thead>
            <tbody>
              <For each={register().map(({ id }) => id)}>
                {id => (
                  <Show when={table().get(id)}>
                    {improvement => (
                      <ImprovementRow
                        improvement={improvement()}
                        now={values()[id]}
                        isOpen={open() === id}
                        onOpen={shows => setOpen(shows ? id : null)}
                      />
                    )}
                  </Show>
                )}
              </For>
            </tbody>
          </table>
        </ScrollRegion>
      </Show>
      <Show when={deleted().length > 0}>
        <details class="report-details">
          <summary>
            {words().deleted} <span class="report-note">{format().number(deleted().length)}</span>
          </summary>
          <DeletedRows
            rows={deleted()}
            nameOf={({ title }) => title}
            words={words()}
            onRestore={
              state.mayWrite()
                ? ({ id, title }) => void state.act(restoreImprovement, { id }, words().did(title))
                : undefined
            }
          />
        </details>
      </Show>
    </PageSection>
  )
}

/** What the measure of each improvement is in as many days as it was first taken in, up to today. */
function createMeasuredNow(state: ReportState, register: () => readonly Improvement[]) {
  const wanted = createMemo(() =>
    register().flatMap(({ id, measure: stored, baseline }) => {
      const measure = readMeasure(stored)
      return measure === null || baseline === null ? [] : [{ id, measure, period: endingWith(baseline, state.today()) }]
    }),
  )
  const asking = createMemo(() => JSON.stringify(wanted()))
  const question = createMemo(() => {
    asking()
    return state.feed.edition() > 0 ? { wanted: untrack(wanted) } : null
  })
  const values = createAnswer(question, asked =>
    state.desk.ask({ ask: "measures", wanted: asked.wanted, now: state.workspace.now() }),
  )
  return (): Readonly<Record<string, number | null>> => values.latest() ?? {}
}

function ImprovementRow(props: {
  readonly improvement: Improvement
  readonly now: number | null | undefined
  readonly isOpen: boolean
  readonly onOpen: (shows: boolean) => void
}): JSX.Element {
  const state = useReport()
  const words = () => reportWords().improvements
  const measure = () => readMeasure(props.improvement.measure)
  const told = (value: number | null | undefined) => {
    const known = measure()
    return known === null || value === undefined ? "–" : measuredWords(known, value)
  }
  const goal = () => {
    const known = measure()
    return known === null || props.improvement.goal === null ? "–" : measuredWords(known, props.improvement.goal)
  }
  return (
    <>
      <tr data-decided={props.improvement.reviewOn === null && props.improvement.result !== null ? "" : undefined}>
        <th scope="row">
          <button
            type="button"
            class="improvement-open"
            aria-expanded={props.isOpen}
            aria-label={words().open(props.improvement.title)}
            onClick={() => props.onOpen(!props.isOpen)}
          >
            {props.improvement.title}
          </button>
        </th>
        <td>{measureName(state, props.improvement.measure)}</td>
        <td class="numeric">{told(props.improvement.baseline?.value)}</td>
        <td class="numeric">{goal()}</td>
        <td class="numeric">
          {told(props.now)} <Trend improvement={props.improvement} now={props.now} />
        </td>
        <td>{words().states[props.improvement.state]}</td>
        <td>
          <Show when={props.improvement.reviewOn} fallback={<span class="report-note">{words().noReview}</span>}>
            {day => format().shortDate(dayOf(day()), state.today())}
          </Show>{" "}
          <Show when={isReviewDue(props.improvement, state.today())}>
            <span class="improvement-due">{words().due}</span>
          </Show>
        </td>
        <td>{memberNamed(state.workspace.live, props.improvement.owner)?.name ?? words().nobody}</td>
      </tr>
      <Show when={props.isOpen}>
        <tr>
          <td class="improvement-inline" colSpan={8}>
            <Lock locked={!state.mayWrite()}>
              <ImprovementForm improvement={props.improvement} now={props.now} onGone={() => props.onOpen(false)} />
            </Lock>
          </td>
        </tr>
      </Show>
    </>
  )
}
