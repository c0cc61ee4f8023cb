import { createImprovement } from "@weft/model/actions/improvement"
import { newId } from "@weft/model/base/ids"
import type { ImprovementId } from "@weft/model/schema/improvement"
import { storeMeasure, unitOf, type ReportMeasure } from "@weft/model/service/evaluation/measure"
import { addDays, type CalendarDate } from "@weft/model/time/calendar-date"
import { createMemo, createSignal, Show, type JSX } from "solid-js"
import { t } from "../../../text/index.ts"
import { reportWords } from "../../../text/service-report.ts"
import { Button } from "../../../ui/button.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { Field, TextArea, TextInput } from "../../../ui/field.tsx"
import { useInlineForm } from "../../../ui/inline-form.ts"
import { createAnswer } from "../desk/create-answer.ts"
import { useReport } from "../report-state.ts"
import { Labelled } from "./labelled.tsx"
import { MeasureChoice } from "./measure-choice.tsx"
import { readGoal, takenWords } from "./measure-words.ts"

/** When something new is looked at first, in days. */
const FIRST_REVIEW_DAYS = 30

const USUAL: ReportMeasure = {
  measure: "kept",
  target: "first-response",
  percentile: "median",
  split: null,
  value: "",
}

/** Puts an improvement down, with what its measure is in the period that the report shows. */
export function NewImprovement(props: { readonly onDone: (made: ImprovementId | null) => void }): JSX.Element {
  let form!: HTMLFormElement
  const state = useReport()
  const words = () => reportWords().improvements
  const [title, setTitle] = createSignal("")
  const [hypothesis, setHypothesis] = createSignal("")
  const [measure, setMeasure] = createSignal(USUAL)
  const [goal, setGoal] = createSignal("")
  const [reviewOn, setReviewOn] = createSignal<CalendarDate | null>(addDays(state.today(), FIRST_REVIEW_DAYS))
  const [wrong, setWrong] = createSignal<{ readonly field: "title" | "goal"; readonly text: string } | null>(null)
  const baseline = createAnswer(
    createMemo(() => ({ measure: measure(), period: state.period(), edition: state.feed.edition() })),
    async ({ measure: wanted, period }) => {
      const wantedHere = [{ id: "new", measure: wanted, period }]
      const values = await state.desk.ask({ ask: "measures", wanted: wantedHere, now: state.workspace.now() })
      return values === null ? null : { value: values["new"] ?? null, ...period }
    },
  )
  const wrongIn = (field: "title" | "goal") => (wrong()?.field === field ? wrong()!.text : undefined)
  const create = () => {
    const then = baseline.now()
    const wanted = readGoal(measure(), goal())
    if (title().trim() === "") return setWrong({ field: "title", text: t().general.titleMissing })
    if (wanted === undefined) return setWrong({ field: "goal", text: words().goalWrong })
    setWrong(null)
    if (then === undefined) return
    const id = newId<ImprovementId>(state.workspace.random)
    const made = { title: title(), hypothesis: hypothesis(), goal: wanted, reviewOn: reviewOn() }
    const measured = { measure: storeMeasure(measure()), baseline: then }
    if (state.act(createImprovement, { id, ...made, ...measured }, words().did(title().trim()))) props.onDone(id)
  }
  useInlineForm(
    () => form,
    () => props.onDone(null),
  )
  return (
    <form
      ref={form}
      class="improvement-form"
      aria-label={words().add}
      onSubmit={event => {
        event.preventDefault()
        create()
      }}
    >
      <div class="improvement-fields">
        <Field label={words().name} error={wrongIn("title")} required>
          {attributes => <TextInput {...attributes} value={title()} onValue={setTitle} />}
        </Field>
        <MeasureChoice measure={measure()} onChange={setMeasure} />
        <Field label={words().goal} hint={words().goalHint[unitOf(measure())]} error={wrongIn("goal")}>
          {attributes => <TextInput {...attributes} inputmode="decimal" value={goal()} onValue={setGoal} />}
        </Field>
        <Labelled label={words().reviewOn}>
          <DateButton
            dateLabel={words().reviewOn}
            value={reviewOn() ?? undefined}
            today={state.today()}
            onPick={day => setReviewOn(day ?? null)}
          />
        </Labelled>
      </div>
      <Field label={words().hypothesis} hint={words().hypothesisHint}>
        {attributes => <TextArea {...attributes} value={hypothesis()} onValue={setHypothesis} />}
      </Field>
      <p class="report-told">
        {words().baseline}:{" "}
        <Show when={baseline.now()} fallback={words().measuring}>
          {then => takenWords(measure(), then(), state.today())}
        </Show>
      </p>
      <div class="report-tools">
        <Button type="submit" kind="primary" disabled={baseline.now() === undefined}>
          {words().create}
        </Button>
        <Button onClick={() => props.onDone(null)}>{t().general.cancel}</Button>
      </div>
    </form>
  )
}
