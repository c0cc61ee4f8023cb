import type { BaselineId } from "@weft/model/base/ids"
import { newestBaselines } from "@weft/model/plan/baselines-of-space"
import type { EarnedValue, EarningRule } from "@weft/model/plan/earned-value"
import { valueOf, type SpaceValue } from "@weft/model/plan/value-of-space"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { finishDay } from "../../parts/instant-day.ts"
import { saveBlob } from "../../parts/save-file.ts"
import { format, locale } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Button } from "../../ui/button.tsx"
import { EmptyState } from "../../ui/empty-state.tsx"
import { Field, Select } from "../../ui/field.tsx"
import { downloadIcon } from "../../ui/icons.ts"
import { PageSection } from "../../ui/page.tsx"
import { CurveChart } from "./curve-chart.tsx"
import { pictureOf, svgText } from "../../parts/chart/drawing-file.ts"
import { moneyWords } from "./money-words.ts"
import { useProject } from "./project-state.ts"
import { ScrollRegion } from "../../ui/scroll-region.tsx"

/** The ways in which progress earns that can be chosen for a whole plan. */
const RULES = {
  percent: { rule: "percent" },
  "0-100": { rule: "start-finish", atStart: 0 },
  "50-50": { rule: "start-finish", atStart: 0.5 },
  "20-80": { rule: "start-finish", atStart: 0.2 },
  "level-of-effort": { rule: "level-of-effort" },
} as const satisfies Readonly<Record<string, EarningRule>>
const RULE_NAMES = Object.keys(RULES) as readonly (keyof typeof RULES)[]

const AMOUNTS = ["plannedValue", "earnedValue", "actualCost", "costVariance", "scheduleVariance"] as const
const ENDS = ["budgetAtCompletion", "estimateAtCompletion", "estimateToComplete", "varianceAtCompletion"] as const
const INDICES = ["costIndex", "scheduleIndex", "toCompleteForBudget"] as const satisfies readonly (keyof EarnedValue)[]

/** What of a baseline is earned by now, and what that says of the end. */
export function ValueSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().value
  const [chosen, setChosen] = createSignal<string>()
  const [rule, setRule] = createSignal<keyof typeof RULES>("percent")
  const taken = createMemo(() => newestBaselines(state.snapshot().baselines))
  const baseline = () => taken().find(({ id }) => id === chosen()) ?? taken()[0]
  const value = createMemo(() => {
    const against = baseline()
    if (against === undefined) return null
    return valueOf(state.snapshot(), state.input(), state.schedule(), {
      baseline: against.id as BaselineId,
      rule: RULES[rule()],
      at: state.asOf(),
      inMoney: state.mayMoney(),
    })
  })
  return (
    <Show when={value()} fallback={<EmptyState title={words().noBaseline}>{words().noBaselineBody}</EmptyState>}>
      {told => (
        <>
          <PageSection title={words().figures} hint={words().units[told().unit]}>
            <div class="project-fields">
              <Field label={words().against}>
                {attributes => (
                  <Select
                    attributes={attributes}
                    value={baseline()?.id as string}
                    options={taken().map(({ id, name }) => ({ value: id as string, label: name }))}
                    onValue={setChosen}
                  />
                )}
              </Field>
              <Field label={words().rule}>
                {attributes => (
                  <Select
                    attributes={attributes}
                    value={rule()}
                    options={RULE_NAMES.map(name => ({ value: name, label: words().rules[name] }))}
                    onValue={setRule}
                  />
                )}
              </Field>
            </div>
            <p class="project-sum">{words().asOf(finishDay(state.asOf(), state.today()))}</p>
            <Show when={state.plan().dataDate === null}>
              <p class="project-note">{words().asOfToday}</p>
            </Show>
            <Figures told={told()} />
          </PageSection>
          <CurveSection told={told()} />
        </>
      )}
    </Show>
  )
}

/** An amount of value in its unit, `–` where there is none. */
function useAmount(): (told: SpaceValue, amount: number | null) => string {
  const state = useProject()
  return ({ unit }, amount) => {
    if (amount === null) return projectWords().none
    return unit === "money"
      ? moneyWords(state, Math.round(amount))
      : format().quantity(Math.round(10 * amount) / 10, projectWords().value.hours)
  }
}

function Figures(props: { readonly told: SpaceValue }): JSX.Element {
  const amount = useAmount()
  const index = (value: number | null) =>
    value === null
      ? projectWords().none
      : new Intl.NumberFormat(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)
  const figures = () => [
    ...AMOUNTS.map(name => ({ name, text: amount(props.told, props.told.value[name]), isBad: isBelow(name) })),
    ...INDICES.slice(0, 2).map(name => ({ name, text: index(props.told.value[name]), isBad: isBelow(name) })),
    {
      name: "scheduleIndexInTime",
      text: index(props.told.schedule.index),
      isBad: (props.told.schedule.index ?? 1) < 1,
    },
    ...ENDS.map(name => ({ name, text: amount(props.told, props.told.value[name]), isBad: isBelow(name) })),
    { name: "toCompleteForBudget", text: index(props.told.value.toCompleteForBudget), isBad: false },
  ]
  const isBelow = (name: keyof EarnedValue) => {
    const value = props.told.value[name]
    if (value === null) return false
    return name.endsWith("Index") ? value < 1 : /variance/i.test(name) && value < 0
  }
  return (
    <dl class="project-figures">
      <For each={figures()}>
        {({ name, text, isBad }) => (
          <div>
            <dt>
              <abbr title={projectWords().value.names[name]?.[1] ?? name}>{projectWords().value.names[name]?.[0]}</abbr>
              <span class="project-note">{projectWords().value.names[name]?.[1]}</span>
            </dt>
            <dd data-behind={isBad ? "" : undefined}>{text}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}

function CurveSection(props: { readonly told: SpaceValue }): JSX.Element {
  const state = useProject()
  const words = () => projectWords().value
  const amount = useAmount()
  let chart!: SVGSVGElement
  const day = (at: number) => finishDay(at, state.today())
  const saveSvg = () => saveBlob("s-curve.svg", new Blob([svgText(chart)], { type: "image/svg+xml" }))
  const savePng = async () => {
    const picture = await pictureOf(chart)
    if (picture !== null) saveBlob("s-curve.png", picture)
  }
  const label = () => {
    const { plannedValue, earnedValue, actualCost } = props.told.value
    const [planned, earned, actual] = [plannedValue, earnedValue, actualCost].map(value => amount(props.told, value))
    return words().chart(planned!, earned!, actual!, day(state.asOf()))
  }
  return (
    <PageSection
      title={words().curve}
      hint={words().curveHint}
      actions={
        <span class="project-actions">
          <Button size="small" kind="quiet" icon={downloadIcon} onClick={saveSvg}>
            {words().saveSvg}
          </Button>
          <Button size="small" kind="quiet" icon={downloadIcon} onClick={() => void savePng()}>
            {words().savePng}
          </Button>
        </span>
      }
    >
      <CurveChart
        ref={element => (chart = element)}
        label={label()}
        curve={props.told.curve}
        at={state.asOf()}
        dayOf={day}
        amountOf={value => amount(props.told, value)}
      />
      <details class="project-details">
        <summary>{words().table}</summary>
        <ScrollRegion label={words().table}>
          <table class="project-table" aria-label={words().table}>
            <thead>
              <tr>
                <th>{words().date}</th>
                <th class="numeric">{words().planned}</th>
                <th class="numeric">{words().earned}</th>
                <th class="numeric">{words().actual}</th>
              </tr>
            </thead>
            <tbody>
              <For each={props.told.curve}>
                {point => (
                  <tr>
                    <th scope="row">{day(point.at)}</th>
                    <td class="numeric">{amount(props.told, point.planned)}</td>
                    <td class="numeric">{amount(props.told, point.earned)}</td>
                    <td class="numeric">{amount(props.told, point.actual)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </PageSection>
  )
}
