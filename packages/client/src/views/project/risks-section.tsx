import { createRisk, restoreRisk } from "@weft/model/actions/risk"
import { newId, type RiskId } from "@weft/model/base/ids"
import { forecastPlan } from "@weft/model/plan/forecast"
import {
  contingencyOf,
  forecastRisks,
  gradesNow,
  heatMap,
  registerOf,
  scoreOf,
  weightOf,
} from "@weft/model/plan/risks-of-space"
import type { Risk } from "@weft/model/schema/steering"
import { createMemo, createSignal, For, Show, type JSX } from "solid-js"
import { AddLine } from "../../parts/add-line.tsx"
import { finishDay, lengthWords } from "../../parts/instant-day.ts"
import { format } from "../../text/index.ts"
import { projectWords } from "../../text/project.ts"
import { Lock } from "../../ui/lock.tsx"
import { PageSection } from "../../ui/page.tsx"
import { FoldedDeletedRows } from "./folded-deleted-rows.tsx"
import { moneyWords } from "./money-words.ts"
import { RiskForm } from "./risk-form.tsx"
import { useProject } from "./project-state.ts"
import { ScrollRegion } from "../../ui/scroll-region.tsx"

/** The register of risks and issues, how heavy they are, and what they do to the end. */
export function RisksSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().risks
  const [open, setOpen] = createSignal<RiskId | null>(null)
  const register = createMemo(() => registerOf(state.snapshot()))
  const deleted = createMemo(() => [...state.snapshot().risks.values()].filter(risk => risk.deleted !== null))
  const add = (title: string) => {
    const id = newId<RiskId>(state.workspace.random)
    if (state.act(createRisk, { id, title }, words().did(title))) setOpen(id)
  }
  const sums = () => {
    const { time, money } = contingencyOf(state.snapshot())
    const told = lengthWords(time, state.plan().minutesPerDay)
    return state.mayMoney() ? words().sumsWithMoney(told, moneyWords(state, money)) : words().sums(told)
  }
  return (
    <>
      <PageSection title={words().register} hint={words().hint}>
        <Show when={register().length > 0} fallback={<p class="page-empty">{words().empty}</p>}>
          <p class="project-sum">{sums()}</p>
          <ScrollRegion label={words().register}>
            <table class="project-table" aria-label={words().register}>
              <thead>
                <tr>
                  <th>{words().columns.risk}</th>
                  <th class="numeric">{words().columns.score}</th>
                  <th>{words().columns.owner}</th>
                  <th>{words().columns.response}</th>
                  <th>{words().columns.state}</th>
                </tr>
              </thead>
              <tbody>
                <For each={register().map(({ id }) => id)}>
                  {id => (
                    <Show when={state.snapshot().risks.get(id)}>
                      {risk => (
                        <RiskRow risk={risk()} isOpen={open() === id} onOpen={shows => setOpen(shows ? id : null)} />
                      )}
                    </Show>
                  )}
                </For>
              </tbody>
            </table>
          </ScrollRegion>
        </Show>
        <Lock locked={!state.mayWrite()}>
          <AddLine label={words().add} onAdd={add} />
          <FoldedDeletedRows
            rows={deleted()}
            nameOf={({ title }) => title}
            onRestore={({ id, title }) => void state.act(restoreRisk, { id }, words().did(title))}
          />
        </Lock>
      </PageSection>
      <Show when={register().length > 0}>
        <HeatMap risks={register()} onOpen={setOpen} />
        <ForecastSection />
      </Show>
    </>
  )
}

function RiskRow(props: {
  readonly risk: Risk
  readonly isOpen: boolean
  readonly onOpen: (shows: boolean) => void
}): JSX.Element {
  const state = useProject()
  const words = () => projectWords().risks
  const score = () => scoreOf(gradesNow(props.risk))
  return (
    <>
      <tr data-closed={props.risk.state === "closed" ? "" : undefined}>
        <th scope="row">
          <button
            type="button"
            class="project-open"
            aria-expanded={props.isOpen}
            aria-label={words().edit(props.risk.title)}
            onClick={() => props.onOpen(!props.isOpen)}
          >
            {props.risk.title}
          </button>
          <Show when={props.risk.kind === "issue"}>
            <span class="project-chip">{words().kinds.issue}</span>
          </Show>
        </th>
        <td class="numeric">
          <span class="project-weight" data-weight={weightOf(score())}>
            {format().number(score())}
          </span>{" "}
          <span class="project-note">{words().weights[weightOf(score())]}</span>
        </td>
        <td>{state.nameOf(props.risk.owner)}</td>
        <td>{words().responses[props.risk.response]}</td>
        <td>{words().states[props.risk.state]}</td>
      </tr>
      <Show when={props.isOpen}>
        <tr>
          <td class="project-inline" colSpan={5}>
            <Lock locked={!state.mayWrite()}>
              <RiskForm risk={props.risk} onGone={() => props.onOpen(false)} />
            </Lock>
          </td>
        </tr>
      </Show>
    </>
  )
}

/** Probability upwards, impact to the right; in each cell how many risks are there. */
function HeatMap(props: { readonly risks: readonly Risk[]; readonly onOpen: (risk: RiskId) => void }): JSX.Element {
  const words = () => projectWords().risks
  const rows = createMemo(() => heatMap(props.risks))
  return (
    <PageSection title={words().heatMap}>
      <table class="project-heat" aria-label={words().heatMap}>
        <tbody>
          <For each={rows()}>
            {(cells, row) => (
              <tr>
                <th scope="row">
                  <Show when={row() === 0}>
                    <span class="project-axis">{words().probability}</span>
                  </Show>
                  {5 - row()}
                </th>
                <For each={cells}>
                  {(risks, column) => (
                    <td data-weight={weightOf((5 - row()) * (column() + 1))}>
                      <Show when={risks[0]}>
                        {first => (
                          <button
                            type="button"
                            data-tooltip={risks.map(({ title }) => title).join(", ")}
                            aria-label={words().cell(5 - row(), column() + 1, risks.length)}
                            onClick={() => props.onOpen(first().id)}
                          >
                            {risks.length}
                          </button>
                        )}
                      </Show>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
        <tfoot>
          <tr>
            <td />
            <For each={[1, 2, 3, 4, 5]}>{grade => <th scope="col">{grade}</th>}</For>
          </tr>
          <tr>
            <td />
            <td class="project-axis" colSpan={5}>
              {words().impact}
            </td>
          </tr>
        </tfoot>
      </table>
    </PageSection>
  )
}

const RUNS = 1000
const PERCENTILES = [50, 80, 95] as const

/** When the plan ends with the risks in it, drawn many times with the same luck. */
function ForecastSection(): JSX.Element {
  const state = useProject()
  const words = () => projectWords().risks
  const forecast = createMemo(() => {
    const risks = forecastRisks(state.snapshot())
    if (risks.length === 0) return null
    return forecastPlan(state.input(), { runs: RUNS, seed: 1, uncertainties: [], risks, correlations: {} })
  })
  return (
    <PageSection title={words().forecast} hint={words().forecastHint}>
      <Show when={forecast()} fallback={<p class="page-empty">{words().forecastNone}</p>}>
        {drawn => (
          <dl class="project-figures">
            <div>
              <dt>{words().planned}</dt>
              <dd>{finishDay(state.schedule().finish, state.today())}</dd>
            </div>
            <For each={PERCENTILES}>
              {percent => (
                <div>
                  <dt>{words().percentile(format().percent(percent / 100))}</dt>
                  <dd>{finishDay(drawn().by(percent), state.today())}</dd>
                </div>
              )}
            </For>
          </dl>
        )}
      </Show>
    </PageSection>
  )
}
