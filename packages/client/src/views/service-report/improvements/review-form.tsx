import { reviewImprovement, type ReviewImprovement } from "@weft/model/actions/improvement"
import type { Improvement } from "@weft/model/schema/improvement"
import { readMeasure } from "@weft/model/service/evaluation/measure"
import { endingWith } from "@weft/model/service/evaluation/period"
import { comparison } from "@weft/model/service/evaluation/register"
import { addDays, type CalendarDate } from "@weft/model/time/calendar-date"
import { createSignal, Show, type JSX } from "solid-js"
import { reportWords } from "../../../text/service-report.ts"
import { Button } from "../../../ui/button.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { Field, TextArea } from "../../../ui/field.tsx"
import { useReport } from "../report-state.ts"
import { Labelled } from "./labelled.tsx"
import { measuredWords, takenWords } from "./measure-words.ts"

/** When something that is tried on is looked at next, in days. */
const NEXT_REVIEW_DAYS = 30

/** Looks at an improvement: its measure then and now, what came of it, and whether it is kept. */
export function ReviewForm(props: {
  readonly improvement: Improvement
  readonly now: number | null | undefined
}): JSX.Element {
  const state = useReport()
  const words = () => reportWords().improvements
  const [note, setNote] = createSignal("")
  const [next, setNext] = createSignal<CalendarDate>(addDays(state.today(), NEXT_REVIEW_DAYS))
  const review = (verdict: ReviewImprovement["state"]) => {
    const { id, title, baseline } = props.improvement
    if (baseline === null || props.now === undefined) return
    const result = { ...endingWith(baseline, state.today()), value: props.now }
    const said = { id, state: verdict, outcome: note(), result, reviewOn: next() }
    if (state.act(reviewImprovement, said, words().did(title))) setNote("")
  }
  return (
    <section class="improvement-review" aria-label={words().reviewTitle}>
      <h4>{words().reviewTitle}</h4>
      <Show when={readMeasure(props.improvement.measure)}>
        {measure => (
          <p class="improvement-compared">
            <span>
              {words().baseline}:{" "}
              <Show when={props.improvement.baseline}>{then => takenWords(measure(), then(), state.today())}</Show>
            </span>
            <span>
              {words().now}:{" "}
              <strong>{props.now === undefined ? words().measuring : measuredWords(measure(), props.now)}</strong>{" "}
              <Trend improvement={props.improvement} now={props.now} />
            </span>
          </p>
        )}
      </Show>
      <Field label={words().reviewNote}>
        {attributes => <TextArea {...attributes} value={note()} onValue={setNote} />}
      </Field>
      <div class="report-tools">
        <Button size="small" disabled={props.now === undefined} onClick={() => review("kept")}>
          {words().keep}
        </Button>
        <Button size="small" disabled={props.now === undefined} onClick={() => review("dropped")}>
          {words().drop}
        </Button>
        <Button size="small" disabled={props.now === undefined} onClick={() => review("trying")}>
          {words().goOn}
        </Button>
        <Labelled label={words().next}>
          <DateButton
            size="small"
            dateLabel={words().next}
            value={next()}
            today={state.today()}
            earliest={addDays(state.today(), 1)}
            onPick={day => day !== undefined && setNext(day)}
          />
        </Labelled>
      </div>
    </section>
  )
}

/** Whether a measure got better since an improvement was put down, in a word. */
export function Trend(props: {
  readonly improvement: Improvement
  readonly now: number | null | undefined
}): JSX.Element {
  const words = () => reportWords().improvements
  const compared = () => comparison(props.improvement, props.now ?? null)
  return (
    <Show when={compared()}>
      {seen => (
        <span class="improvement-trend" data-trend={seen().trend}>
          {seen().trend === "same" ? "→" : (props.now ?? 0) > (props.improvement.baseline?.value ?? 0) ? "↑" : "↓"}{" "}
          {words().trend[seen().trend]}
          {seen().reachesGoal ? `, ${words().reached}` : ""}
        </span>
      )}
    </Show>
  )
}
