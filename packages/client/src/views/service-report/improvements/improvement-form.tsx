import {
  linkImprovement,
  patchImprovement,
  trashImprovement,
  type ImprovementFields,
} from "@weft/model/actions/improvement"
import type { ItemId } from "@weft/model/base/ids"
import type { Improvement } from "@weft/model/schema/improvement"
import { readMeasure, type ReportMeasure } from "@weft/model/service/evaluation/measure"
import { dayOf } from "@weft/model/time/moment"
import { For, Show, type JSX } from "solid-js"
import { openItemPicker } from "../../../parts/item-picker.tsx"
import { LineInput } from "../../../parts/line-input.tsx"
import { LongText } from "../../../parts/long-text.tsx"
import { PersonButton } from "../../../parts/person-button.tsx"
import { itemHref } from "../../../parts/space-link.ts"
import { t } from "../../../text/index.ts"
import { reportWords } from "../../../text/service-report.ts"
import { Button, IconButton } from "../../../ui/button.tsx"
import { DateButton } from "../../../ui/date-picker.tsx"
import { plusIcon, trash2Icon, xIcon } from "../../../ui/icons.ts"
import { useReport } from "../report-state.ts"
import { Labelled } from "./labelled.tsx"
import { Choice } from "./measure-choice.tsx"
import { goalText, measureName, readGoal, takenWords } from "./measure-words.ts"
import { ReviewForm } from "./review-form.tsx"

/** All that is said of one improvement; each field is kept when it is left. */
export function ImprovementForm(props: {
  readonly improvement: Improvement
  /** What the measure is now; nothing while it is not measured. */
  readonly now: number | null | undefined
  readonly onGone: () => void
}): JSX.Element {
  const state = useReport()
  const words = () => reportWords().improvements
  const says = () => words().did(props.improvement.title)
  const patch = (fields: ImprovementFields) =>
    void state.act(patchImprovement, { id: props.improvement.id, ...fields }, says())
  const isDecided = () => props.improvement.state === "kept" || props.improvement.state === "dropped"
  const measure = () => readMeasure(props.improvement.measure)
  const saveGoal = (known: ReportMeasure, text: string) => {
    const goal = readGoal(known, text)
    if (goal === undefined) return words().goalWrong
    patch({ goal })
    return undefined
  }
  return (
    <div class="improvement-form">
      <div class="improvement-fields">
        <Labelled label={words().name}>
          <LineInput
            label={words().name}
            value={props.improvement.title}
            onSave={title => (title.trim() === "" ? t().general.titleMissing : patch({ title }))}
          />
        </Labelled>
        <Labelled label={words().owner}>
          <PersonButton
            label={words().owner}
            value={props.improvement.owner}
            nobody={words().nobody}
            onPick={owner => patch({ owner })}
          />
        </Labelled>
        <Show when={measure()}>
          {known => (
            <Labelled label={words().goal}>
              <LineInput
                label={words().goal}
                inputmode="decimal"
                placeholder={words().noGoal}
                value={goalText(known(), props.improvement.goal)}
                onSave={text => saveGoal(known(), text)}
              />
            </Labelled>
          )}
        </Show>
        <Show when={!isDecided()}>
          <Choice
            label={words().state}
            of={["idea", "trying"] as const}
            value={props.improvement.state === "idea" ? "idea" : "trying"}
            nameOf={at => words().states[at]}
            onPick={at => patch({ state: at })}
          />
          <Labelled label={words().reviewOn}>
            <DateButton
              dateLabel={words().reviewOn}
              value={props.improvement.reviewOn === null ? undefined : dayOf(props.improvement.reviewOn)}
              today={state.today()}
              onPick={day => patch({ reviewOn: day ?? null })}
            />
          </Labelled>
        </Show>
      </div>
      <LongText
        label={words().hypothesis}
        hint={words().hypothesisHint}
        value={props.improvement.hypothesis}
        onSave={hypothesis => patch({ hypothesis })}
      />
      <Show when={measure()}>
        {known => (
          <dl class="improvement-values">
            <dt>{words().measure}</dt>
            <dd>{measureName(state, props.improvement.measure)}</dd>
            <Show when={props.improvement.baseline}>
              {then => (
                <>
                  <dt>{words().baseline}</dt>
                  <dd>{takenWords(known(), then(), state.today())}</dd>
                </>
              )}
            </Show>
            <Show when={props.improvement.result}>
              {result => (
                <>
                  <dt>{words().result}</dt>
                  <dd>{takenWords(known(), result(), state.today())}</dd>
                </>
              )}
            </Show>
            <Show when={props.improvement.outcome !== ""}>
              <dt>{words().outcome}</dt>
              <dd>{props.improvement.outcome}</dd>
            </Show>
          </dl>
        )}
      </Show>
      <CarriedOutBy improvement={props.improvement} says={says()} />
      <Show when={!isDecided()}>
        <ReviewForm improvement={props.improvement} now={props.now} />
      </Show>
      <div class="report-tools">
        <Button
          size="small"
          kind="quiet"
          icon={trash2Icon}
          onClick={() => {
            if (state.act(trashImprovement, { id: props.improvement.id }, says())) props.onGone()
          }}
        >
          {words().remove}
        </Button>
      </div>
    </div>
  )
}

/** The items that carry an improvement out, each leading to it. */
function CarriedOutBy(props: { readonly improvement: Improvement; readonly says: string }): JSX.Element {
  const state = useReport()
  const words = () => reportWords().improvements
  const titleOf = (item: ItemId) => state.space.live.row("items", item)?.read("title") || t().item.untitled
  const link = (item: ItemId, linked: boolean) =>
    void state.act(linkImprovement, { id: props.improvement.id, item, linked }, props.says)
  return (
    <Labelled label={words().items}>
      <span class="improvement-items">
        <For each={props.improvement.items}>
          {item => (
            <span class="improvement-item">
              <a href={itemHref(state.workspace.id, state.space.id, item)}>{titleOf(item)}</a>
              <IconButton
                icon={xIcon}
                size="small"
                label={words().removeItem(titleOf(item))}
                onClick={() => link(item, false)}
              />
            </span>
          )}
        </For>
        <Button
          size="small"
          icon={plusIcon}
          aria-haspopup="dialog"
          onClick={event =>
            openItemPicker({
              anchor: event.currentTarget,
              label: words().addItem,
              snapshot: () => state.workspace.snapshot(state.space.id),
              selected: () => null,
              offers: item => !props.improvement.items.includes(item.id),
              onPick: item => item !== null && link(item, true),
            })
          }
        >
          {words().addItem}
        </Button>
      </span>
    </Labelled>
  )
}
